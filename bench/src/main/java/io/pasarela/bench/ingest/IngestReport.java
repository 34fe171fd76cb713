package io.pasarela.bench.ingest;

import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.measure.Spread;
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

/** The measured rounds as a page: figures, the two aims, how it was done. */
final class IngestReport {
    static final String SERVICE = "webhook-ingest";
    static final String BARE = "bare Vert.x + Kafka";
    static final String EMPTY = "bare Vert.x, 204";
    static final String KAFKA = "Kafka";
    static final String REDIS = "Redis";

    private static final List<String> CONTESTANTS = List.of(SERVICE, BARE, EMPTY);
    private static final double SHARE_AIM = 0.85;
    private static final double CPU_AIM_MICROS = 50;

    /** More than this and the figures are somebody else's too. */
    private static final double OTHERS_TOLERATED = 0.10;

    private final Results results;

    private IngestReport(Results results) {
        this.results = results;
    }

    /**
     * @param command as it was typed
     * @param method how it was done, in sentences
     */
    static Report of(Results results, String command, List<String> method, Machine machine, Instant at) {
        var report = new IngestReport(results);
        return new Report(
                "ingest",
                "How fast webhooks are taken in",
                "Webhooks per second that webhook-ingest verifies, publishes and acknowledges at most, beside the same with nothing"
                        + " around it.",
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
        Spread share = results.share(SERVICE, BARE);
        Spread cpu = results.of(SERVICE, Measurement::cpuMicros);
        return List.of(
                new Verdict(
                        "requests/s ≥ 85 % of " + BARE,
                        Numbers.withSpread(share.times(100), 1) + " %",
                        share.median() >= SHARE_AIM),
                new Verdict(
                        "CPU per webhook ≤ 50 µs", Numbers.withSpread(cpu, 1) + " µs", cpu.median() <= CPU_AIM_MICROS));
    }

    private Table figures() {
        var rows = new ArrayList<List<String>>();
        rows.add(row("requests/s", 0, Measurement::requestsPerSecond));
        rows.add(row("requests/s, % of " + BARE, this::shareText));
        rows.add(row("latency p50, ms", 2, Measurement::p50Millis));
        rows.add(row("latency p99, ms", 2, Measurement::p99Millis));
        rows.add(row("CPU of the server, µs/request", 1, Measurement::cpuMicros));
        rows.add(row("allocated in the server, bytes/request", 0, Measurement::allocatedBytes));
        rows.add(row("CPU of Kafka, µs/request", 1, at -> at.cpuMicrosOf(KAFKA)));
        rows.add(row("CPU of Redis, µs/request", 1, at -> at.cpuMicrosOf(REDIS)));
        rows.add(row("CPU of the load generator, µs/request", 1, at -> at.cpuMicrosOf(Contest.LOAD_GENERATOR)));
        rows.add(row("cores busy with it, %", 0, at -> at.busy() * 100));
        rows.add(row("cores taken by others, %", 0, at -> at.others() * 100));
        rows.add(row("failures", contestant -> String.valueOf(results.failures(contestant))));
        var header = new ArrayList<>(List.of("median (lowest–highest round)"));
        header.addAll(CONTESTANTS);
        return new Table(header, rows);
    }

    private String shareText(String contestant) {
        return contestant.equals(BARE)
                ? "100"
                : Numbers.withSpread(results.share(contestant, BARE).times(100), 1);
    }

    private List<String> row(String figure, int decimals, ToDoubleFunction<Measurement> value) {
        return row(figure, contestant -> Numbers.withSpread(results.of(contestant, value), decimals));
    }

    private static List<String> row(String figure, Function<String, String> cell) {
        var row = new ArrayList<>(List.of(figure));
        CONTESTANTS.stream().map(cell).forEach(row::add);
        return row;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add("Noise: a round lies at most %s (%s), %s (%s), %s (%s) from the median of its requests/s."
                .formatted(noise(SERVICE), SERVICE, noise(BARE), BARE, noise(EMPTY), EMPTY));
        if (results.othersAtMost() > OTHERS_TOLERATED) {
            notes.add("Not alone: in one round somebody else had %s of the cores. Run it again on a quiet machine."
                    .formatted(Numbers.percent(results.othersAtMost())));
        }
        if (!results.notWarm().isEmpty()) {
            notes.add(
                    "Still getting faster when its warm-up ended, so really better than shown: %s. Try a longer --warm-up."
                            .formatted(String.join(", ", results.notWarm())));
        }
        long failures = results.failures();
        notes.add(
                failures == 0
                        ? "No failures: every webhook was answered with a 2xx, and Kafka holds every one of them exactly once."
                        : "%d FAILURES: these figures mean nothing.".formatted(failures));
        return notes;
    }

    private String noise(String contestant) {
        return Numbers.percent(
                results.of(contestant, Measurement::requestsPerSecond).noise());
    }

    /** The 204 has no bar among the requests/s: several times as long as the others, it would make them hard to compare. */
    private BarChart chart() {
        double bare = results.of(BARE, Measurement::requestsPerSecond).median();
        List<Bar> rates = List.of(
                bar(SERVICE, results.share(SERVICE, BARE).times(100), "%s %%"),
                bar(BARE, results.of(BARE, Measurement::requestsPerSecond).times(100 / bare), "%s %%"));
        List<Bar> cpu = CONTESTANTS.stream()
                .map(contestant -> bar(contestant, results.of(contestant, Measurement::cpuMicros), "%s µs"))
                .toList();
        return new BarChart(
                "Taking in webhooks: the service and the bare minimum",
                List.of(
                        new Panel("requests/s, % of " + BARE, rates, SHARE_AIM * 100, "aim: at least 85 %"),
                        new Panel("CPU time of the server per request", cpu, CPU_AIM_MICROS, "aim: at most 50 µs")));
    }

    private static Bar bar(String contestant, Spread value, String unit) {
        String shown = unit.formatted(Numbers.number(value.median(), 1));
        return new Bar(contestant, value, shown, contestant.equals(SERVICE));
    }
}
