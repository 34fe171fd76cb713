package io.pasarela.ramp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RampReadingTest {

    private static final Caller CLIENT = new Caller("demo-app", null);
    private static final Caller PERSON = new Caller("demo-app", "ana");
    private static final Locale SPANISH = Locale.of("es");

    @Test
    void anAnswerThatReadsOtherwiseHasAnotherTag() throws IOException {
        RampSnapshot failed = golden("io.pasarela.ramp.status-changed.v1.failed");

        assertThat(List.of(
                        RampReading.of(failed, CLIENT, Locale.ENGLISH).tag(),
                        RampReading.of(failed, CLIENT, SPANISH).tag(),
                        RampReading.of(failed, PERSON, SPANISH).tag()))
                .doesNotHaveDuplicates();
    }

    @Test
    void theSameAnswerHasTheSameTag() throws IOException {
        RampSnapshot well = golden("io.pasarela.ramp.created.v1");

        assertThat(RampReading.of(well, PERSON, SPANISH).tag())
                .isEqualTo(RampReading.of(well, CLIENT, Locale.ENGLISH).tag());
    }

    private static RampSnapshot golden(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(Wire.class.getResourceAsStream("golden/" + name + ".json"))) {
            return Wire.mapper().readValue(file, RampEvent.class).ramp();
        }
    }
}
