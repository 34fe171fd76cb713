package io.pasarela.bench.quote;

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

/** The measured rounds as a page: figures, the aim, how it was done. */
final class QuoteReport {
    static final String READ = "quote-service, cached read";
    static final String BARE = "bare Vert.x + Redis";
    static final String GET = "Redis GET";
    static final String QUOTATION = "quote-service, quotation";
    static final String REDIS = "Redis";
    static final String PROVIDER = "provider";
    static final String KAFKA = "Kafka";

    private static final List<String> CONTESTANTS = List.of(READ, BARE, GET, QUOTATION);
    private static final double SHARE_AIM = 0.80;

    /** More than this and the figures are somebody else's too. */
    private static final double OTHERS_TOLERATED = 0.10;

    private final Results results;

    private QuoteReport(Results results) {
        this.results = results;
    }

    /**
     * @param command as it was typed
     * @param method how it was done, in sentences
     */
    static Report of(Results results, String command, List<String> method, Machine machine, Instant at) {
        var report = new QuoteReport(results);
        return new Report(
                "quote",
                "How fast quote-service answers",
                "Cached reads and binding quotations per second at most, beside a bare server that answers out of Redis, and Redis"
                        + " itself.",
                command,
                at,
                machine,
                List.of(report.verdict()),
                report.figures(),
                report.notes(),
                method,
                report.chart());
    }

    private Verdict verdict() {
        Spread share = results.share(READ, BARE);
        return new Verdict(
                "cached reads/s ≥ 80 % of " + BARE,
                Numbers.withSpread(share.times(100), 1) + " %",
                share.median() >= SHARE_AIM);
    }

    private Table figures() {
        var rows = new ArrayList<List<String>>();
        rows.add(row("requests/s", 0, Measurement::requestsPerSecond));
        rows.add(row("requests/s, % of " + BARE, contestant -> shareText(contestant, BARE)));
        rows.add(row("requests/s, % of " + GET, contestant -> shareText(contestant, GET)));
        rows.add(row("latency p50, ms", 2, Measurement::p50Millis));
        rows.add(row("latency p99, ms", 2, Measurement::p99Millis));
        rows.add(row("CPU of the server, µs/request", 1, Measurement::cpuMicros));
        rows.add(row("allocated in the server, bytes/request", 0, Measurement::allocatedBytes));
        for (String process : List.of(REDIS, PROVIDER, Contest.LOAD_GENERATOR)) {
            rows.add(row("CPU of %s, µs/request".formatted(process), 1, at -> at.cpuMicrosOf(process)));
        }
        rows.add(row("cores busy with it, %", 0, at -> at.busy() * 100));
        rows.add(row("cores taken by others, %", 0, at -> at.others() * 100));
        rows.add(row("failures", contestant -> String.valueOf(results.failures(contestant))));
        var header = new ArrayList<>(List.of("median (lowest–highest round)"));
        header.addAll(CONTESTANTS);
        return new Table(header, rows);
    }

    private String shareText(String contestant, String of) {
        return contestant.equals(of)
                ? "100"
                : Numbers.withSpread(results.share(contestant, of).times(100), 1);
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
        notes.add(CONTESTANTS.stream()
                .map(contestant -> "%s (%s)"
                        .formatted(
                                Numbers.percent(results.of(contestant, Measurement::requestsPerSecond)
                                        .noise()),
                                contestant))
                .collect(Collectors.joining(
                        ", ", "Noise: a round lies at most ", " from the median of its requests/s.")));
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
                        ? "No failures: every request was answered with a 2xx, or with a value."
                        : "%d FAILURES: these figures mean nothing.".formatted(failures));
        return notes;
    }

    private BarChart chart() {
        Panel rates = new Panel(
                "requests/s, % of " + BARE,
                CONTESTANTS.stream()
                        .filter(it -> !it.equals(GET))
                        .map(this::share)
                        .toList(),
                SHARE_AIM * 100,
                "aim of cached reads: at least 80 %");
        return new BarChart("Answering out of the cache, and with a quotation", List.of(rates));
    }

    private Bar share(String contestant) {
        Spread rate = results.of(contestant, Measurement::requestsPerSecond);
        Spread share = contestant.equals(BARE)
                ? rate.times(100 / rate.median())
                : results.share(contestant, BARE).times(100);
        return new Bar(contestant, share, Numbers.number(share.median(), 1) + " %", !contestant.equals(BARE));
    }
}
