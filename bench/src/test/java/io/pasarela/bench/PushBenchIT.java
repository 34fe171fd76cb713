package io.pasarela.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole benchmark, as short as it can be, as its users start it. What it measured in so short a time is not looked at. */
class PushBenchIT {
    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Path PAGE = ROOT.resolve(".pasarela/bench/push.md");

    private record Outcome(int exitCode, String output) {}

    @Test
    void itMeasuresIdleStreamsFanOutAndTheRiverWithoutAFailureAndWritesItsPage() throws Exception {
        Files.deleteIfExists(PAGE);

        Outcome outcome =
                run("push --seconds 1 --rounds 1 --warm-up 1 --connections 100 --listeners 50 --rate 50 --heartbeat 1"
                        .split(" "));

        assertThat(outcome.exitCode).as(outcome.output).isZero();
        assertThat(outcome.output)
                .contains("round 1 of 1 notification-service", "round 1 of 1 the whole river", "No failures");
        assertThat(Files.readString(PAGE))
                .containsPattern("\\| fan-out: deliveries/s \\|( [1-9][^|]+\\|){2,3}")
                .containsPattern("\\| river: webhook to user p99, ms \\| [1-9]")
                .containsPattern("\\| failures \\|( 0 \\|){2,3}");
        assertThat(PAGE.resolveSibling("push.svg")).isNotEmptyFile();
    }

    @Test
    void anImpossibleOptionIsOneSentence() throws Exception {
        Outcome outcome = run("push", "--listeners", "0");

        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.output).startsWith("--listeners, --rate and --heartbeat are at least 1.");
    }

    @Test
    void moreStreamsThanFilesMayBeOpenAreOneSentence() throws Exception {
        Outcome outcome = run("push", "--connections", "2000000000");

        assertThat(outcome.exitCode).isEqualTo(1);
        assertThat(outcome.output).contains("raise the limit (ulimit -Hn)");
    }

    private static Outcome run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("bench/target/bench-0.1.0-SNAPSHOT.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
