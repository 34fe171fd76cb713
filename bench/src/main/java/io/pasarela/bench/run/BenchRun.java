package io.pasarela.bench.run;

import io.pasarela.bench.load.HttpLoad;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.report.Numbers;
import io.pasarela.bench.report.Report;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.process.Death;
import io.pasarela.sandbox.process.SandboxFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * One run of a benchmark, whatever it measures.
 *
 * @param unit what is counted, as progress tells it, e.g. {@code requests/s}
 */
public record BenchRun(Plan plan, String unit) {

    /** Measures on servers of its own, and says what it is doing and what it has measured as soon as it is there. */
    public interface Bench {
        Results run(BenchStack stack, Plan plan, Consumer<String> say, Consumer<Measurement> progress);
    }

    /**
     * The run that the options of a command mean.
     *
     * @param command that they were given to
     * @throws ParameterException when they make no sense
     */
    public static BenchRun of(Object command, int rounds, int seconds, int warmUp, int connections, String unit) {
        if (seconds < 1 || rounds < 1 || warmUp < 1 || connections < 1) {
            throw new ParameterException(
                    new CommandLine(command), "--seconds, --rounds, --warm-up and --connections are at least 1.");
        }
        var plan = new Plan(
                rounds,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp),
                connections,
                HttpLoad.defaultThreads());
        return new BenchRun(plan, unit);
    }

    /**
     * Runs it and writes its report.
     *
     * @param write whether the report goes into docs/benchmarks, else into .pasarela/bench
     * @return exit code: 1 when anything failed, 0 otherwise; a missed aim is a result
     */
    public int report(Bench bench, Function<Results, Report> report, boolean write) {
        Path root = SandboxOptions.enclosingCheckout();
        try (var stack = BenchStack.prepare(root)) {
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(stack::close));
            Results results = measure(stack, bench);
            Report written = report.apply(results);
            System.out.println("\n" + written.toText());
            Path page = written.writeTo(root.resolve(write ? "docs/benchmarks" : ".pasarela/bench"));
            System.out.println("Written to %s, with a chart beside it.".formatted(page));
            return results.failures() == 0 ? 0 : 1;
        }
    }

    private Results measure(BenchStack stack, Bench bench) {
        try {
            return bench.run(stack, plan, System.out::println, this::show);
        } catch (RuntimeException e) {
            // A server that died explains more than what could not go on without it.
            throw stack.firstDeath()
                    .map(Death::report)
                    .<RuntimeException>map(report -> new SandboxFailure(report, e))
                    .orElse(e);
        }
    }

    private void show(Measurement at) {
        String round = at.round() == 0 ? "warm-up" : "round %d of %d".formatted(at.round(), plan.rounds());
        System.out.println("  %-12s %-28s %8s %s   p50 %6s ms   p99 %6s ms   CPU %6s µs%s"
                .formatted(
                        round,
                        at.contestant(),
                        Numbers.number(at.requestsPerSecond(), 0),
                        unit,
                        Numbers.number(at.p50Millis(), 2),
                        Numbers.number(at.p99Millis(), 2),
                        Numbers.number(at.cpuMicros(), 1),
                        at.failures() == 0 ? "" : "   %d FAILED: %s".formatted(at.failures(), at.complaint())));
    }
}
