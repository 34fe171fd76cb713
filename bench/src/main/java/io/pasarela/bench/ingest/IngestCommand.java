package io.pasarela.bench.ingest;

import io.pasarela.bench.report.Machine;
import io.pasarela.bench.run.BenchRun;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./pasarela bench ingest}: options in, report out. Exit code 1 when anything failed, 0 otherwise: a missed aim is a result. */
@Command(
        name = "ingest",
        description =
                "Measures webhook-ingest beside two bare servers: requests/s, latency, CPU and memory per webhook.",
        showDefaultValues = true,
        sortOptions = false)
public final class IngestCommand implements Callable<Integer> {
    @Option(names = "--seconds", paramLabel = "N", description = "Length of one measurement.", defaultValue = "3")
    private int seconds;

    @Option(names = "--rounds", paramLabel = "N", description = "Measurements per contestant.", defaultValue = "5")
    private int rounds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "Seconds per contestant, at most.",
            defaultValue = "48")
    private int warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            description = "Kept open, one request each.",
            defaultValue = "64")
    private int connections;

    @Option(names = "--body-bytes", paramLabel = "N", description = "Size of a webhook's body.", defaultValue = "1024")
    private int bodyBytes;

    @Option(names = "--help", description = "This text.", usageHelp = true)
    private boolean help;

    @Option(names = "--write", description = "Write the report into docs/benchmarks, else it is in .pasarela/bench.")
    private boolean write;

    @Override
    public Integer call() {
        var run = BenchRun.of(this, rounds, seconds, warmUp, connections, "requests/s");
        if (bodyBytes < WebhookBody.SMALLEST || bodyBytes > WebhookBody.LARGEST) {
            throw new ParameterException(
                    new CommandLine(this),
                    "--body-bytes is from %d to %d.".formatted(WebhookBody.SMALLEST, WebhookBody.LARGEST));
        }
        return run.report(
                (stack, plan, say, progress) -> new IngestBench(stack, plan, bodyBytes).run(say, progress),
                results -> IngestReport.of(
                        results, typed(), IngestMethod.sentences(run.plan(), bodyBytes), Machine.here(), Instant.now()),
                write);
    }

    private String typed() {
        return "./pasarela bench ingest --seconds %d --rounds %d --warm-up %d --connections %d --body-bytes %d"
                .formatted(seconds, rounds, warmUp, connections, bodyBytes);
    }
}
