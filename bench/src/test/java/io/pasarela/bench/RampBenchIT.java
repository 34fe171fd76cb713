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
class RampBenchIT {
    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Path PAGE = ROOT.resolve(".pasarela/bench/ramp.md");

    private record Outcome(int exitCode, String output) {}

    @Test
    void itMeasuresCreationsAndWebhooksWithoutAFailureAndWritesItsPage() throws Exception {
        Files.deleteIfExists(PAGE);

        Outcome outcome = run("ramp", "--seconds", "1", "--rounds", "1", "--warm-up", "1", "--connections", "8");

        assertThat(outcome.exitCode).as(outcome.output).isZero();
        assertThat(outcome.output)
                .contains("round 1 of 1 ramp-service, creations", "round 1 of 1 ramp-service, webhooks", "No failures");
        assertThat(Files.readString(PAGE))
                .containsPattern("\\| per second \\|( [1-9][^|]+\\|){2,4}")
                .containsPattern("\\| failures \\|( 0 \\|){2,4}");
        assertThat(PAGE.resolveSibling("ramp.svg")).isNotEmptyFile();
    }

    @Test
    void anImpossibleOptionIsOneSentence() throws Exception {
        Outcome outcome = run("ramp", "--rounds", "0");

        assertThat(outcome.exitCode).isEqualTo(2);
        assertThat(outcome.output).startsWith("--seconds, --rounds, --warm-up and --connections are at least 1.");
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
