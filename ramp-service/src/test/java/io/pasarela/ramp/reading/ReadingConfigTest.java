package io.pasarela.ramp.reading;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingConfigTest {

    @Test
    void theDefaultsAreThoseOfTheDocument() {
        ReadingConfig config = config(Map.of());

        assertThat(config.lookEvery()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.waitersMax()).isEqualTo(2000);
        assertThat(config.waitersPerClient()).isEqualTo(500);
        assertThat(config.expected()).isEmpty();
    }

    @Test
    void aTimeIsSetUnderTheNameOfItsStatus() {
        var config = config(Map.of("pasarela.reading.expected.paying-out", "5M"));

        assertThat(config.expected()).isEqualTo(Map.of(RampStatus.PAYING_OUT, Duration.ofMinutes(5)));
    }

    private static ReadingConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(settings)
                .withMapping(ReadingConfig.class)
                .build()
                .getConfigMapping(ReadingConfig.class);
    }
}
