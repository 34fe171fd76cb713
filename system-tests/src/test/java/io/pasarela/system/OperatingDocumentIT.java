package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that docs/operating.md shows, run by bash as they stand there. */
class OperatingDocumentIT {

    private final Operator operator = new Operator(RunningSystem.get());

    static Stream<String> commands() throws IOException {
        return DocumentsTest.commands("docs/operating.md");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void itDoesWhatTheDocumentSays(String command) throws IOException, InterruptedException {
        String line = command.replace("<resource id>", "ramp-1");

        // There is no terminal here on which it could ask.
        var result = operator.type(line.contains("--yes") ? line : line + " --yes");

        assertThat(result.exitCode()).as(result.out()).isZero();
    }
}
