package io.pasarela.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CreatedTest {

    private final Faults faults = new Faults();

    @Test
    void aTimeMayStandInAnyOffset() {
        Created created = Created.between(faults, "2026-11-23T10:00:00-06:00", "2026-11-23T16:00:00.001Z");

        assertThat(faults.none()).isTrue();
        assertThat(created.from()).isEqualTo(Instant.parse("2026-11-23T16:00:00Z"));
        assertThat(created.to()).isEqualTo(Instant.parse("2026-11-23T16:00:00.001Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-23",
                "2026-11-23T10:00:00",
                "2026-11-23T10:00:00 06:00",
                "+999999999-01-01T00:00:00Z",
                "-0001-01-01T00:00:00Z"
            })
    void whatIsNoMomentIsRefused(String text) {
        Created.between(faults, text, null);

        assertThat(faults.none()).isFalse();
    }

    @Test
    void aTimeThatEndsBeforeItBeginsIsRefused() {
        Created.between(faults, "2026-11-23T10:00:00Z", "2026-11-23T10:00:00Z");

        assertThat(faults.none()).isFalse();
    }
}
