package io.pasarela.bench.ramp;

import io.pasarela.bench.load.HttpLoad;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.report.Machine;
import io.pasarela.bench.report.Numbers;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.process.Death;
import io.pasarela.sandbox.process.SandboxFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

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
        requireSense();
        var plan = new Plan(
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                connections,
                HttpLoad.defaultThreads());
        Path root = SandboxOptions.enclosingCheckout();
        try (var stack = BenchStack.prepare(root)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stack::close));
            Results results = measure(stack, plan);
            var report = RampReport.of(results, typed(), RampMethod.sentences(plan), Machine.here(), Instant.now());
            System.out.println("\n" + report.toText());
            Path page = report.writeTo(root.resolve(write ? "docs/benchmarks" : ".pasarela/bench"));
            System.out.println("Written to %s, with a chart beside it.".formatted(page));
            return results.failures() == 0 ? 0 : 1;
        }
    }

    private void requireSense() {
        if (seconds < 1 || rounds < 1 || warmUp < 1 || connections < 1) {
            throw new ParameterException(
                    new CommandLine(this), "--seconds, --rounds, --warm-up and --connections are at least 1.");
        }
    }

    private Results measure(BenchStack stack, Plan plan) {
        try {
            return new RampBench(stack, plan).run(System.out::println, this::show);
        } catch (RuntimeException e) {
            // A server that died explains more than what could not go on without it.
            throw stack.firstDeath()
                    .map(Death::report)
                    .<RuntimeException>map(report -> new SandboxFailure(report, e))
                    .orElse(e);
        }
    }

    private void show(Measurement at) {
        String round = at.round() == 0 ? "warm-up" : "round %d of %d".formatted(at.round(), rounds);
        System.out.println("  %-12s %-28s %8s per second   p50 %6s ms   p99 %6s ms   CPU %6s µs%s"
                .formatted(
                        round,
                        at.contestant(),
                        Numbers.number(at.requestsPerSecond(), 0),
                        Numbers.number(at.p50Millis(), 2),
                        Numbers.number(at.p99Millis(), 2),
                        Numbers.number(at.cpuMicros(), 1),
                        at.failures() == 0 ? "" : "   %d FAILED: %s".formatted(at.failures(), at.complaint())));
    }

    private String typed() {
        return "./pasarela bench ramp --seconds %d --rounds %d --warm-up %d --connections %d"
                .formatted(seconds, rounds, warmUp, connections);
    }
}
