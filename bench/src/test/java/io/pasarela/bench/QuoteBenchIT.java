package io.pasarela.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole benchmark, as short as it can be, as its users start it. What it measured in so short a time is not looked at. */
class QuoteBenchIT {
    private static final Path PAGE = BenchProgram.ROOT.resolve(".pasarela/bench/quote.md");

    @Test
    void itMeasuresAllFourWithoutAFailureAndWritesItsPage() throws Exception {
        Files.deleteIfExists(PAGE);

        var outcome =
                BenchProgram.run("quote", "--seconds", "1", "--rounds", "1", "--warm-up", "1", "--connections", "8");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output()).contains("round 1 of 1 quote-service, cached read", "No failures");
        assertThat(Files.readString(PAGE))
                .containsPattern("\\| requests/s \\|( [1-9][^|]+\\|){4}")
                .containsPattern("\\| allocated in the server, bytes/request \\| [1-9][^|]+\\| [1-9]")
                .contains("| failures | 0 | 0 | 0 | 0 |");
        assertThat(PAGE.resolveSibling("quote.svg")).isNotEmptyFile();
    }

    @Test
    void anImpossibleOptionIsOneSentence() throws Exception {
        var outcome = BenchProgram.run("quote", "--rounds", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith("--seconds, --rounds, --warm-up and --connections are at least 1.");
    }
}
