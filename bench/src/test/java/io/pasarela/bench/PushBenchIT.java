package io.pasarela.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The whole benchmark, as short as it can be, as its users start it. What it measured in so short a time is not looked at. */
class PushBenchIT {
    private static final Path PAGE = BenchProgram.ROOT.resolve(".pasarela/bench/push.md");

    @Test
    void itMeasuresIdleStreamsFanOutAndTheRiverWithoutAFailureAndWritesItsPage() throws Exception {
        Files.deleteIfExists(PAGE);

        var outcome = BenchProgram.run(
                "push --seconds 1 --rounds 1 --warm-up 1 --connections 100 --listeners 50 --rate 50 --heartbeat 1"
                        .split(" "));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains("round 1 of 1 notification-service", "round 1 of 1 the whole river", "No failures");
        assertThat(Files.readString(PAGE))
                .containsPattern("\\| fan-out: deliveries/s \\|( [1-9][^|]+\\|){2,3}")
                .containsPattern("\\| river: webhook to user p99, ms \\| [1-9]")
                .containsPattern("\\| failures \\|( 0 \\|){2,3}");
        assertThat(PAGE.resolveSibling("push.svg")).isNotEmptyFile();
    }

    @Test
    void anImpossibleOptionIsOneSentence() throws Exception {
        var outcome = BenchProgram.run("push", "--listeners", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.output()).startsWith("--listeners, --rate and --heartbeat are at least 1.");
    }

    @Test
    void moreStreamsThanFilesMayBeOpenAreOneSentence() throws Exception {
        var outcome = BenchProgram.run("push", "--connections", "2000000000");

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.output()).contains("raise the limit (ulimit -Hn)");
    }
}
