package io.pasarela.ramp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about ramps knows every reason, and no other. */
class RampsDocumentTest {

    @Test
    void everyReasonStandsInItsTableWithItsNextAction() throws IOException {
        List<List<String>> rows = Files.readString(Path.of("..", "docs", "ramps.md"))
                .lines()
                .dropWhile(line -> !line.startsWith("| reasonCode"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("\\|")).map(String::strip).toList())
                .toList();

        assertThat(rows)
                .extracting(row -> row.get(1) + " " + row.get(3))
                .containsExactlyElementsOf(Stream.of(RampReason.values())
                        .map(reason -> reason + " " + reason.nextAction())
                        .toList());
    }
}
