package io.pasarela.bench.push;

import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.measure.Spread;
import io.pasarela.bench.push.IdleStreams.Cost;
import io.pasarela.bench.report.BarChart;
import io.pasarela.bench.report.BarChart.Bar;
import io.pasarela.bench.report.BarChart.Panel;
import io.pasarela.bench.report.Machine;
import io.pasarela.bench.report.Numbers;
import io.pasarela.bench.report.Report;
import io.pasarela.bench.report.Table;
import io.pasarela.bench.report.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measured rounds as a page: figures, the aims, how it was done. */
final class PushReport {
    static final String SERVICE = "notification-service";
    static final String NCHAN = "nchan";
    static final String BARE = "bare Vert.x";

    /** All services together, of which {@link #SERVICE} is the last. */
    static final String RIVER = "the whole river";

    static final String INGEST = "webhook-ingest";
    static final String RAMPS = "ramp-service";
    static final String POSTGRES = "PostgreSQL";
    static final String REDIS = "Redis";
    static final String KAFKA = "Kafka";

    private static final double IDLE_KB_AIM = 15;
    private static final double NCHAN_TIMES_AIM = 2;
    private static final double RIVER_P99_MILLIS_AIM = 250;
    private static final double BYTES = 1e3;
    private static final String NOTHING = "–";

    private final Results results;
    private final List<Cost> costs;
    private final List<String> contestants;

    private PushReport(Results results, List<Cost> costs) {
        this.results = results;
        this.costs = costs;
        this.contestants = Stream.of(SERVICE, NCHAN, BARE)
                .filter(name -> has(results, name))
                .toList();
    }

    private static boolean has(Results results, String name) {
        return results.measurements().stream().anyMatch(it -> it.contestant().equals(name));
    }

    /**
     * @param command as it was typed
     * @param method how it was done, in sentences
     */
    static Report of(
            Results results, List<Cost> costs, String command, List<String> method, Machine machine, Instant at) {
        var report = new PushReport(results, costs);
        return new Report(
                "push",
                "What it costs to keep people waiting, and how soon they know",
                "Memory of an idle stream, CPU of a delivery, and the time from a provider's webhook to the user's screen; beside nchan and a bare server.",
                command,
                at,
                machine,
                report.verdicts(),
                report.figures(),
                report.notes(),
                method,
                report.chart());
    }

    private List<Verdict> verdicts() {
        var verdicts = new ArrayList<Verdict>();
        Spread idle = idle(SERVICE, Cost::bytes);
        verdicts.add(new Verdict(
                "memory of an idle stream ≤ 15 kB", Numbers.withSpread(idle, 1) + " kB", idle.median() <= IDLE_KB_AIM));
        if (contestants.contains(NCHAN)) {
            Spread times = results.share(SERVICE, NCHAN, Measurement::cpuMicros);
            verdicts.add(new Verdict(
                    "CPU of a delivery ≤ 2 × nchan's",
                    Numbers.withSpread(times, 2) + " ×",
                    times.median() <= NCHAN_TIMES_AIM));
        }
        Spread seen = results.of(RIVER, Measurement::p99Millis);
        verdicts.add(new Verdict(
                "webhook received until user sees it, p99 < 250 ms",
                Numbers.withSpread(seen, 1) + " ms",
                seen.median() < RIVER_P99_MILLIS_AIM));
        return verdicts;
    }

    private Spread idle(String contestant, ToDoubleFunction<Cost> bytes) {
        return costs(contestant, bytes).times(1 / BYTES);
    }

    private Spread costs(String contestant, ToDoubleFunction<Cost> figure) {
        return Spread.of(costs.stream()
                .filter(cost -> cost.contestant().equals(contestant))
                .map(figure::applyAsDouble)
                .toList());
    }

    private Table figures() {
        var rows = new ArrayList<List<String>>();
        rows.add(row("idle: memory of a stream, kB", it -> Numbers.withSpread(idle(it, Cost::bytes), 1)));
        rows.add(row(
                "idle: of it live heap, kB",
                it -> it.equals(NCHAN) ? NOTHING : Numbers.withSpread(idle(it, Cost::heapBytes), 1)));
        rows.add(row("idle: CPU of a stream, µs/s", it -> Numbers.withSpread(costs(it, Cost::cpuMicros), 1)));
        rows.add(fanOut("fan-out: deliveries/s", 0, Measurement::requestsPerSecond));
        rows.add(fanOut("fan-out: latency p50, ms", 1, Measurement::p50Millis));
        rows.add(fanOut("fan-out: latency p99, ms", 1, Measurement::p99Millis));
        rows.add(fanOut("fan-out: CPU of the server, µs/delivery", 1, Measurement::cpuMicros));
        if (contestants.contains(NCHAN)) {
            rows.add(row(
                    "fan-out: the same, × nchan's",
                    it -> Numbers.withSpread(results.share(it, NCHAN, Measurement::cpuMicros), 2)));
        }
        rows.add(fanOut("fan-out: allocated, bytes/delivery", 0, Measurement::allocatedBytes));
        for (String process : List.of(POSTGRES, KAFKA, REDIS, Contest.LOAD_GENERATOR)) {
            rows.add(fanOut("fan-out: CPU of %s, µs/delivery".formatted(process), 2, at -> at.cpuMicrosOf(process)));
        }
        rows.add(fanOut("fan-out: cores busy with it, %", 0, at -> at.busy() * 100));
        rows.add(river("river: webhooks/s", 0, Measurement::requestsPerSecond));
        rows.add(river("river: webhook to user p50, ms", 1, Measurement::p50Millis));
        rows.add(river("river: webhook to user p99, ms", 1, Measurement::p99Millis));
        for (String process : List.of(INGEST, RAMPS, SERVICE, POSTGRES, KAFKA, REDIS, Contest.LOAD_GENERATOR)) {
            rows.add(river("river: CPU of %s, µs/webhook".formatted(process), 0, at -> at.cpuMicrosOf(process)));
        }
        rows.add(river("river: cores busy with it, %", 0, at -> at.busy() * 100));
        rows.add(row(
                "failures",
                it -> String.valueOf(results.failures(it) + (it.equals(SERVICE) ? results.failures(RIVER) : 0))));
        var header = new ArrayList<>(List.of("median (lowest–highest round)"));
        header.addAll(contestants);
        return new Table(header, rows);
    }

    private List<String> fanOut(String figure, int decimals, ToDoubleFunction<Measurement> value) {
        return row(figure, it -> Numbers.withSpread(results.of(it, value), decimals));
    }

    private List<String> river(String figure, int decimals, ToDoubleFunction<Measurement> value) {
        return row(figure, it -> it.equals(SERVICE) ? Numbers.withSpread(results.of(RIVER, value), decimals) : NOTHING);
    }

    private List<String> row(String figure, Function<String, String> cell) {
        var row = new ArrayList<>(List.of(figure));
        contestants.stream().map(cell).forEach(row::add);
        return row;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(contestants.stream()
                        .map(it -> "%s of the memory and %s of the CPU (%s)"
                                .formatted(
                                        Numbers.percent(idle(it, Cost::bytes).noise()),
                                        Numbers.percent(results.of(it, Measurement::cpuMicros)
                                                .noise()),
                                        it))
                        .collect(Collectors.joining(", ", "Noise: a round lies from its median at most ", ""))
                + ", and %s of the river's p99."
                        .formatted(Numbers.percent(
                                results.of(RIVER, Measurement::p99Millis).noise())));
        notes.add(
                "Others had at most %s of the cores in any round.".formatted(Numbers.percent(results.othersAtMost())));
        notes.add(
                "The river kept the cores busy to %s %%. Near 100 its latencies are waits for a core, and where compilers are still at work a longer --warm-up shortens them."
                        .formatted(Numbers.number(
                                results.of(RIVER, Measurement::busy).median() * 100, 0)));
        if (!contestants.contains(NCHAN)) {
            notes.add(Nchan.HOW_TO_GET);
        }
        if (!results.notWarm().isEmpty()) {
            notes.add(
                    "Still getting faster when its warm-up ended, so really better than shown: %s. Try a longer --warm-up."
                            .formatted(String.join(", ", results.notWarm())));
        }
        long failures = results.failures();
        notes.add(
                failures == 0
                        ? "No failures: every listener heard every message, every user saw every change, and every idle stream gave its signs of life."
                        : "%d FAILURES: these figures mean nothing.".formatted(failures));
        return notes;
    }

    private BarChart chart() {
        var idle = contestants.stream()
                .map(it -> bar(it, idle(it, Cost::bytes), "kB"))
                .toList();
        var delivery = contestants.stream()
                .map(it -> bar(it, results.of(it, Measurement::cpuMicros), "µs"))
                .toList();
        Spread p50 = results.of(RIVER, Measurement::p50Millis);
        Spread p99 = results.of(RIVER, Measurement::p99Millis);
        boolean judged = contestants.contains(NCHAN);
        double twice = judged
                ? NCHAN_TIMES_AIM * results.of(NCHAN, Measurement::cpuMicros).median()
                : 0;
        return new BarChart(
                "Waiting and knowing",
                List.of(
                        new Panel("memory of an idle stream", idle, IDLE_KB_AIM, "aim: at most 15 kB"),
                        new Panel(
                                "CPU of a delivery to one of many listeners",
                                delivery,
                                twice,
                                judged ? "aim: at most 2 × nchan" : ""),
                        new Panel(
                                "webhook received until the user sees it",
                                List.of(
                                        new Bar("half of them within", p50, millis(p50), true),
                                        new Bar("99 of 100 within", p99, millis(p99), true)),
                                RIVER_P99_MILLIS_AIM,
                                "aim: p99 below 250 ms")));
    }

    private static Bar bar(String contestant, Spread value, String unit) {
        return new Bar(contestant, value, Numbers.number(value.median(), 1) + " " + unit, contestant.equals(SERVICE));
    }

    private static String millis(Spread latency) {
        return Numbers.number(latency.median(), 0) + " ms";
    }
}
