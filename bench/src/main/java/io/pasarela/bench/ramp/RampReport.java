package io.pasarela.bench.ramp;

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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The measured rounds as a page: figures, the aims, how it was done. */
final class RampReport {
    static final String CREATIONS = "ramp-service, creations";
    static final String CREATE_LIMIT = "pgbench, creations";
    static final String TRANSITIONS = "ramp-service, webhooks";
    static final String TRANSITION_LIMIT = "pgbench, webhooks";
    static final String SERVICE = "ramp-service";
    static final String POSTGRES = "PostgreSQL";
    static final String NEIGHBOURS = "provider and quotations";
    static final String KAFKA = "Kafka";

    private static final double SHARE_AIM = 0.50;

    private final Results results;
    private final List<String> contestants;

    private RampReport(Results results) {
        this.results = results;
        this.contestants = Stream.of(CREATIONS, CREATE_LIMIT, TRANSITIONS, TRANSITION_LIMIT)
                .filter(name -> results.measurements().stream()
                        .anyMatch(it -> it.contestant().equals(name)))
                .toList();
    }

    /**
     * @param command as it was typed
     * @param method how it was done, in sentences
     */
    static Report of(Results results, String command, List<String> method, Machine machine, Instant at) {
        var report = new RampReport(results);
        return new Report(
                "ramp",
                "How fast ramp-service creates and moves ramps",
                "Creations and applied webhooks per second at most, beside PostgreSQL doing the same SQL by itself.",
                command,
                at,
                machine,
                report.verdicts(),
                report.figures(),
                report.notes(),
                method,
                report.chart());
    }

    private boolean hasLimit() {
        return contestants.contains(CREATE_LIMIT);
    }

    private List<Verdict> verdicts() {
        return hasLimit()
                ? List.of(
                        verdict("creations/s", CREATIONS, CREATE_LIMIT),
                        verdict("webhooks/s", TRANSITIONS, TRANSITION_LIMIT))
                : List.of();
    }

    private Verdict verdict(String what, String mine, String limit) {
        Spread share = results.share(mine, limit);
        return new Verdict(
                "%s ≥ 50 %% of pgbench".formatted(what),
                Numbers.withSpread(share.times(100), 1) + " %",
                share.median() >= SHARE_AIM);
    }

    private Table figures() {
        var rows = new ArrayList<List<String>>();
        rows.add(row("per second", 0, Measurement::requestsPerSecond));
        rows.add(row("latency p50, ms", 1, Measurement::p50Millis));
        rows.add(row("latency p99, ms", 1, Measurement::p99Millis));
        rows.add(row("CPU of ramp-service, µs each", 0, Measurement::cpuMicros));
        for (String process : List.of(POSTGRES, KAFKA, NEIGHBOURS, Contest.LOAD_GENERATOR)) {
            rows.add(row("CPU of %s, µs each".formatted(process), 0, at -> at.cpuMicrosOf(process)));
        }
        rows.add(row("share of all cores, %", 0, at -> at.busy() * 100));
        rows.add(row("failures", contestant -> String.valueOf(results.failures(contestant))));
        var header = new ArrayList<>(List.of("median (lowest–highest round)"));
        header.addAll(contestants);
        return new Table(header, rows);
    }

    private List<String> row(String figure, int decimals, ToDoubleFunction<Measurement> value) {
        return row(figure, contestant -> Numbers.withSpread(results.of(contestant, value), decimals));
    }

    private List<String> row(String figure, Function<String, String> cell) {
        var row = new ArrayList<>(List.of(figure));
        contestants.stream().map(cell).forEach(row::add);
        return row;
    }

    private List<String> notes() {
        var notes = new ArrayList<String>();
        notes.add(contestants.stream()
                .map(contestant -> "%s (%s)"
                        .formatted(
                                Numbers.percent(results.of(contestant, Measurement::requestsPerSecond)
                                        .noise()),
                                contestant))
                .collect(Collectors.joining(", ", "Noise: a round lies at most ", " from the median per second.")));
        notes.add(ceiling("creations", CREATIONS, CREATE_LIMIT));
        notes.add(ceiling("webhooks", TRANSITIONS, TRANSITION_LIMIT));
        if (!hasLimit()) {
            notes.add(Pgbench.HOW_TO_GET);
        }
        if (!results.notWarm().isEmpty()) {
            notes.add(
                    "Still getting faster when the warm-up ended: %s.".formatted(String.join(", ", results.notWarm())));
        }
        long failures = results.failures();
        notes.add(
                failures == 0
                        ? "No failures: every creation was answered 201, and every webhook became one event."
                        : "%d FAILURES: these figures mean nothing.".formatted(failures));
        return notes;
    }

    // What of the aim is ramp-service's to reach, and what the others on the same cores take.
    private String ceiling(String what, String mine, String limit) {
        int cores = Runtime.getRuntime().availableProcessors();
        double own = results.of(mine, Measurement::cpuMicros).median();
        double others = Stream.of(POSTGRES, KAFKA, NEIGHBOURS, Contest.LOAD_GENERATOR)
                .mapToDouble(process ->
                        results.of(mine, at -> at.cpuMicrosOf(process)).median())
                .sum();
        double atNoCost = cores * 1e6 / Math.max(1, others);
        String share = hasLimit()
                ? ", which is %s of pgbench"
                        .formatted(Numbers.percent(atNoCost
                                / results.of(limit, Measurement::requestsPerSecond)
                                        .median()))
                : "";
        return "Of the CPU time that %s take, %s is ramp-service's. Were it free, the other processes would let through %s per second on these %d cores%s."
                .formatted(
                        what,
                        Numbers.percent(own / Math.max(1, own + others)),
                        Numbers.number(atNoCost, 0),
                        cores,
                        share);
    }

    private BarChart chart() {
        var bars = new ArrayList<Bar>();
        bars.add(bar(CREATIONS, CREATE_LIMIT));
        bars.add(bar(TRANSITIONS, TRANSITION_LIMIT));
        String unit = hasLimit() ? "% of pgbench with the same SQL" : "per second";
        return new BarChart(
                "Creating and moving ramps",
                List.of(new Panel(
                        unit, bars, hasLimit() ? SHARE_AIM * 100 : 0, hasLimit() ? "aim: at least 50 %" : "")));
    }

    private Bar bar(String mine, String limit) {
        Spread rate = results.of(mine, Measurement::requestsPerSecond);
        Spread value = hasLimit() ? results.share(mine, limit).times(100) : rate;
        String shown = hasLimit() ? Numbers.number(value.median(), 1) + " %" : Numbers.number(rate.median(), 0);
        return new Bar(mine, value, shown, true);
    }
}
