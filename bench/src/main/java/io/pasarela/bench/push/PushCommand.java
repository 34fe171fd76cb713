package io.pasarela.bench.push;

import io.pasarela.bench.push.IdleStreams.Cost;
import io.pasarela.bench.report.Machine;
import io.pasarela.bench.run.BenchRun;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./pasarela bench push}: options in, report out. Exit code 1 when anything failed, 0 otherwise: a missed aim is a result. */
@Command(
        name = "push",
        description =
                "Measures notification-service beside nchan and a bare server: memory of idle streams, fan-out, and a webhook's way to the user.",
        showDefaultValues = true,
        sortOptions = false)
public final class PushCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "Length of one measurement.", defaultValue = "10")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements per contestant.", defaultValue = "3")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds per contestant, at most.",
            defaultValue = "40")
    private int warmUp;

    @Option(names = "--connections", paramLabel = "N", description = "Idle streams.", defaultValue = "5000")
    private int connections;

    @Option(names = "--listeners", paramLabel = "N", description = "Who hear one message.", defaultValue = "1000")
    private int listeners;

    @Option(names = "--rate", paramLabel = "N", description = "Webhooks per second.", defaultValue = "200")
    private int rate;

    @Option(
            names = "--heartbeat",
            paramLabel = "N",
            description = "Seconds after which an idle stream gives a sign of life.",
            defaultValue = "15")
    private int heartbeat;

    @Option(names = "--help", description = "This text.", usageHelp = true)
    private boolean help;

    @Option(names = "--write", description = "Write the report into docs/benchmarks, else it is in .pasarela/bench.")
    private boolean write;

    @Override
    public Integer call() {
        var run = BenchRun.of(this, rounds, seconds, warmUp, connections, "per second");
        if (listeners < 1 || rate < 1 || heartbeat < 1) {
            throw new ParameterException(new CommandLine(this), "--listeners, --rate and --heartbeat are at least 1.");
        }
        var sizes = new PushSizes(connections, listeners, rate, Duration.ofSeconds(heartbeat));
        List<Cost> costs = new ArrayList<>();
        return run.report(
                (stack, plan, say, progress) -> new PushBench(stack, plan, sizes, costs).run(say, progress),
                results -> PushReport.of(
                        results,
                        costs,
                        typed(),
                        PushMethod.sentences(run.plan(), sizes),
                        Machine.here(),
                        Instant.now()),
                write);
    }

    private String typed() {
        return "./pasarela bench push --seconds %d --rounds %d --warm-up %d --connections %d --listeners %d --rate %d --heartbeat %d"
                .formatted(seconds, rounds, warmUp, connections, listeners, rate, heartbeat);
    }
}
