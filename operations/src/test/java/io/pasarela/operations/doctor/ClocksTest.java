package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClocksTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final Clocks clocks = new Clocks();

    @Test
    void clocksThatAreASecondApartAreInStep() {
        saw("provider", Duration.ofSeconds(1));
        saw("database", Duration.ZERO);

        assertThat(clocks.row().state()).isEqualTo(Row.State.OK);
    }

    @Test
    void oneThatIsOffIsNamedWithHowMuch() {
        saw("provider", Duration.ofSeconds(-90));
        saw("database", Duration.ofMillis(200));

        assertThat(clocks.row().state()).isEqualTo(Row.State.FAILED);
        assertThat(clocks.row().found()).contains("provider -90.0 s", "database +0.2 s");
    }

    @Test
    void thisMachinesOwnClockAccusesNobodyElse() {
        saw("provider", Duration.ofHours(1));
        saw("database", Duration.ofHours(1));

        assertThat(clocks.row().state()).isEqualTo(Row.State.OK);
    }

    @Test
    void oneClockAloneSaysNothing() {
        saw("provider", Duration.ofHours(1));

        assertThat(clocks.row().state()).isEqualTo(Row.State.SKIPPED);
    }

    private void saw(String whose, Duration ahead) {
        clocks.saw(whose, NOW.plus(ahead), NOW.minusMillis(50), NOW.plusMillis(50));
    }
}
