package io.pasarela.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a command line is said before Kafka is asked for anything. */
class MainTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "replay --provider killb --from yesterday --yes | Invalid value for option '--from': 'yesterday' is not a time; write",
                "replay --provider killb --from 2999-01-01 --yes | Invalid value for option '--from': 2999-01-01T00:00:00Z is not in the past; write",
                "replay --provider killb --from 2026-01-02 --to 2026-01-01 --yes | Invalid value for option '--to': 2026-01-01T00:00:00Z is not after --from; write",
                "replay --provider killb --from PT1H --kafka-config /nowhere --yes | Invalid value for option '--kafka-config': '/nowhere' cannot be read; name",
                "replay --from PT1H --yes | Missing required option: '--provider=<name>'",
                "redrive --topic ramps | Invalid value for option '--topic': 'ramps' is not the name of a dead-letter topic; write",
                "check-consumer --state s --ramps-topic ramps | Invalid value for option '--ramps-topic': in ramps stand real events; name",
                "check-consumer --state s --users-topic users | Invalid value for option '--users-topic': in users stand real events; name",
                "check-consumer --state s --ramps-topic ramps.quote-service.dlq | Invalid value for option '--ramps-topic': in ramps.quote-service.dlq stand real events; name",
                "check-consumer | Missing required option: '--state=<file>'",
                "dance | Unmatched argument at index 0: 'dance'",
            })
    void wrongUsageIsOneSentenceThatNamesTheOption(String arguments, String sentence) {
        int exitCode = run(arguments);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(sentence).hasLineCount(2);
    }

    @ParameterizedTest
    @CsvSource({"replay --provider killb --from PT1H", "redrive --topic ramps.quote-service.dlq"})
    void withoutATerminalAndWithoutYesNothingIsDone(String arguments) {
        int exitCode = run(arguments);

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("Nobody can be asked")
                .contains("write --yes");
    }

    @Test
    void aCommandIsExplained() {
        assertThat(run("replay --help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("--provider", "--from", "--yes");
    }

    private int run(String arguments) {
        return Main.run(
                Terminal.unattended(new PrintStream(out, true), new PrintStream(err, true)), arguments.split(" "));
    }
}
