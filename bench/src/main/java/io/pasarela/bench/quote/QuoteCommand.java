package io.pasarela.bench.quote;

import io.pasarela.bench.report.Machine;
import io.pasarela.bench.run.BenchRun;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pasarela bench quote}: options in, report out. Exit code 1 when anything failed, 0 otherwise: a missed aim is a result. */
@Command(
        name = "quote",
        description =
                "Measures quote-service beside a bare server and Redis: requests/s, latency, CPU and memory per request.",
        showDefaultValues = true,
        sortOptions = false)
public final class QuoteCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "Length of one measurement.", defaultValue = "3")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements per contestant.", defaultValue = "5")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds per contestant, at most.",
            defaultValue = "30")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Kept open, one request each.",
            defaultValue = "64")
    private int connections;

    @Option(names = "--help", description = "This text.", usageHelp = true)
    private boolean help;

    @Option(names = "--write", description = "Write the report into docs/benchmarks, else it is in .pasarela/bench.")
    private boolean write;

    @Override
    public Integer call() {
        var run = BenchRun.of(this, rounds, seconds, warmUp, connections, "requests/s");
        return run.report(
                (stack, plan, say, progress) -> new QuoteBench(stack, plan).run(say, progress),
                results -> QuoteReport.of(
                        results, typed(), QuoteMethod.sentences(run.plan()), Machine.here(), Instant.now()),
                write);
    }

    private String typed() {
        return "./pasarela bench quote --seconds %d --rounds %d --warm-up %d --connections %d"
                .formatted(seconds, rounds, warmUp, connections);
    }
}
