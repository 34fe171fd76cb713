package io.pasarela.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole benchmark, as short as it can be, as its users start it. What it measured in so short a time is not looked at. */
class RampBenchIT {
    private static final Path PAGE = BenchProgram.ROOT.resolve(".pasarela/bench/ramp.md");

    @Test
    void itMeasuresCreationsAndWebhooksWithoutAFailureAndWritesItsPage() throws Exception {
        Files.deleteIfExists(PAGE);

        var outcome =
                BenchProgram.run("ramp", "--seconds", "1", "--rounds", "1", "--warm-up", "1", "--connections", "8");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("round 1 of 1 ramp-service, creations", "round 1 of 1 ramp-service, webhooks", "No failures");
        assertThat(Files.readString(PAGE))
                .containsPattern("\\| per second \\|( [1-9][^|]+\\|){2,4}")
                .containsPattern("\\| failures \\|( 0 \\|){2,4}");
        assertThat(PAGE.resolveSibling("ramp.svg")).isNotEmptyFile();
    }

    @Test
    void anImpossibleOptionIsOneSentence() throws Exception {
        var outcome = BenchProgram.run("ramp", "--rounds", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith("--seconds, --rounds, --warm-up and --connections are at least 1.");
    }
}
