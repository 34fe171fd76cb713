package io.pasarela.bench.measure;

import io.pasarela.bench.load.LoadResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Lets the contestants take turns under the same load and notes what each of them needs for a request. */
public final class Contest {
    /** Under this name the load generator stands beside the other processes. */
    public static final String LOAD_GENERATOR = "load generator";

    /** Requests are made ready for half as many again as were ever answered in that time. */
    private static final double REQUESTS_IN_RESERVE = 1.5;

    /** Before anything is known. Used up early, they make the first slice of the warm-up shorter, and nothing else. */
    private static final int FIRST_GUESS_PER_SECOND = 40_000;

    private final Plan plan;
    private final Map<String, Long> pidsElsewhere = new LinkedHashMap<>();
    private final Map<String, Double> fastest = new HashMap<>();
    private final List<String> notWarm = new ArrayList<>();

    /** @param pidsElsewhere the processes, by name, that work for the contestants */
    public Contest(Plan plan, Map<String, Long> pidsElsewhere) {
        this.plan = plan;
        this.pidsElsewhere.putAll(pidsElsewhere);
        this.pidsElsewhere.put(LOAD_GENERATOR, ProcessHandle.current().pid());
    }

    /** @param progress hears of each measurement at once, also of those of the warm-up */
    public Results run(List<Contestant> contestants, Consumer<Measurement> progress) {
        var all = new ArrayList<Measurement>();
        contestants.forEach(contestant -> warmUp(contestant, all, progress));
        for (int round = 1; round <= plan.rounds(); round++) {
            for (Contestant contestant : round % 2 == 1 ? contestants : contestants.reversed()) {
                take(measure(contestant, round, plan.round()), all, progress);
            }
        }
        return new Results(all, notWarm);
    }

    private void warmUp(Contestant contestant, List<Measurement> all, Consumer<Measurement> progress) {
        var warmUp = new WarmUp(contestant.gauge());
        Duration left = plan.warmUpAtMost();
        while (left.isPositive() && !warmUp.isDone()) {
            Duration slice = left.compareTo(WarmUp.SLICE) < 0 ? left : WarmUp.SLICE;
            var measurement = measure(contestant, 0, slice);
            warmUp.slice(serving(measurement));
            take(measurement, all, progress);
            left = left.minus(slice);
        }
        if (!warmUp.isDone()) {
            notWarm.add(contestant.name());
        }
    }

    /** CPU per request of the server and of all that works for it: each may have a compiler that takes its time. */
    private static double serving(Measurement measurement) {
        double elsewhere = measurement.cpuMicrosElsewhere().entrySet().stream()
                .filter(process -> !process.getKey().equals(LOAD_GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum();
        return measurement.cpuMicros() + elsewhere;
    }

    private static void take(Measurement measurement, List<Measurement> all, Consumer<Measurement> progress) {
        all.add(measurement);
        progress.accept(measurement);
    }

    private Measurement measure(Contestant contestant, int round, Duration duration) {
        int enough = enoughFor(contestant, duration);
        try (var turn = contestant.load().prepare(plan.connections(), plan.threads(), duration, enough)) {
            long keptBefore = kept(contestant);
            Map<String, Duration> elsewhereBefore = cpuElsewhere();
            Duration machineBefore = MachineLoad.sinceBoot();
            Usage before = contestant.gauge().read();
            LoadResult result = turn.run();
            Usage used = contestant.gauge().read().since(before);
            Duration machine = MachineLoad.sinceBoot().minus(machineBefore);
            Map<String, Duration> elsewhere = cpuElsewhere();
            elsewhere.replaceAll((name, cpu) -> cpu.minus(elsewhereBefore.getOrDefault(name, Duration.ZERO)));
            fastest.merge(contestant.name(), result.requestsPerSecond(), Math::max);
            long unaccounted =
                    contestant.ledger().isPresent() ? Math.abs(kept(contestant) - keptBefore - result.answered()) : 0;
            return measurement(contestant.name(), round, result, used, elsewhere, machine, unaccounted);
        }
    }

    private int enoughFor(Contestant contestant, Duration duration) {
        double perSecond = fastest.getOrDefault(contestant.name(), 0.0) * REQUESTS_IN_RESERVE;
        return (int) (Math.max(FIRST_GUESS_PER_SECOND, perSecond) * duration.toMillis() / 1e3);
    }

    private static long kept(Contestant contestant) {
        return contestant.ledger().map(LongSupplier::getAsLong).orElse(0L);
    }

    private Map<String, Duration> cpuElsewhere() {
        var cpu = new HashMap<String, Duration>();
        // All the others are children of the load generator.
        pidsElsewhere.forEach(
                (name, pid) -> cpu.put(name, name.equals(LOAD_GENERATOR) ? Usage.cpuOf(pid) : ProcessTree.cpuOf(pid)));
        return cpu;
    }

    private static Measurement measurement(
            String name,
            int round,
            LoadResult result,
            Usage used,
            Map<String, Duration> elsewhere,
            Duration machine,
            long unaccounted) {
        double answered = Math.max(1, result.answered());
        var microsElsewhere = new HashMap<String, Double>();
        elsewhere.forEach((process, cpu) -> microsElsewhere.put(process, micros(cpu) / answered));
        double allCpu = micros(used.cpu())
                + elsewhere.values().stream().mapToDouble(Contest::micros).sum();
        double allCores = micros(result.took()) * Runtime.getRuntime().availableProcessors();
        String complaint = result.firstFailure()
                .orElse(unaccounted == 0 ? "" : "%d answered, but not kept exactly once".formatted(unaccounted));
        return new Measurement(
                name,
                round,
                result.requestsPerSecond(),
                result.latencyMillis(50),
                result.latencyMillis(99),
                micros(used.cpu()) / answered,
                used.allocatedBytes() / answered,
                microsElsewhere,
                allCpu / allCores,
                Math.max(0, micros(machine) - allCpu) / allCores,
                result.failed() + unaccounted,
                complaint);
    }

    private static double micros(Duration duration) {
        return duration.toNanos() / 1e3;
    }
}
