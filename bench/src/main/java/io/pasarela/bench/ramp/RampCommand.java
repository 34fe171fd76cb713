package io.pasarela.bench.ramp;

import io.pasarela.bench.report.Machine;
import io.pasarela.bench.run.BenchRun;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./pasarela bench ramp}: options in, report out. Exit code 1 when anything failed, 0 otherwise: a missed aim is a result. */
@Command(
        name = "ramp",
        description =
                "Measures ramp-service beside PostgreSQL doing the same SQL: creations/s, webhooks/s, latency, CPU per operation.",
        showDefaultValues = true,
        sortOptions = false)
public final class RampCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "Length of one measurement.", defaultValue = "5")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements per contestant.", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds of the creations, at most.",
            defaultValue = "30")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Kept open, one request each.",
            defaultValue = "32")
    private int connections;

    @Option(names = "--help", description = "This text.", usageHelp = true)
    private boolean help;

    @Option(names = "--write", description = "Write the report into docs/benchmarks, else it is in .pasarela/bench.")
    private boolean write;

    @Override
    public Integer call() {
        var run = BenchRun.of(this, rounds, seconds, warmUp, connections, "per second");
        return run.report(
                (stack, plan, say, progress) -> new RampBench(stack, plan).run(say, progress),
                results -> RampReport.of(
                        results, typed(), RampMethod.sentences(run.plan()), Machine.here(), Instant.now()),
                write);
    }

    private String typed() {
        return "./pasarela bench ramp --seconds %d --rounds %d --warm-up %d --connections %d"
                .formatted(seconds, rounds, warmUp, connections);
    }
}
