package io.pasarela.operations.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class TimeOptionTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T08:30:00Z, 2026-11-20T08:30:00Z",
        "2026-11-20T08:30:00.250z, 2026-11-20T08:30:00.250Z",
        "2026-11-20T02:30:00-06:00, 2026-11-20T08:30:00Z",
        "2026-11-20, 2026-11-20T00:00:00Z",
        "PT2H, 2026-11-23T10:00:00Z",
        "p3d, 2026-11-20T12:00:00Z",
        "P1DT30M, 2026-11-22T11:30:00Z",
    })
    void theseAreTimes(String text, Instant meant) {
        assertThat(TimeOption.parse(text, NOW)).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2026-11-20T08:30:00", "2026-13-01", "20.11.2026", "PT-2H", "2h", "P"})
    void theseAreNotAndThereIsAWordOnWhatToWrite(String text) {
        assertThatThrownBy(() -> TimeOption.parse(text, NOW))
                .isInstanceOf(TypeConversionException.class)
                .hasMessageContainingAll("'" + text + "'", "2026-11-20T08:30:00Z", "PT2H");
    }
}
