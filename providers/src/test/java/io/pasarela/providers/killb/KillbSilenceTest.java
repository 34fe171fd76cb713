package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How long KillB's rate-limit headers ask us to be silent. */
class KillbSilenceTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    @Test
    void anOrdinaryAnswerAsksForNothing() {
        assertThat(silence(200, Map.of())).isEmpty();
        assertThat(silence(200, Map.of("X-RateLimit-Remaining", "1", "X-RateLimit-Reset", "1790000009")))
                .isEmpty();
    }

    @Test
    void whenNothingRemainsItIsUntilTheReset() {
        assertThat(silence(200, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", "1790000009")))
                .contains(Duration.ofSeconds(9));
        assertThat(silence(200, Map.of("X-RateLimit-Remaining", "0"))).isEmpty();
    }

    @Test
    void aLimitedRateSaysSoItselfOrByTheResetOrIsASecond() {
        assertThat(silence(429, Map.of("Retry-After", "7", "X-RateLimit-Reset", "1790000002")))
                .contains(Duration.ofSeconds(7));
        assertThat(silence(429, Map.of("X-RateLimit-Reset", "1790000002"))).contains(Duration.ofSeconds(2));
        assertThat(silence(429, Map.of())).contains(Duration.ofSeconds(1));
    }

    @Test
    void nonsenseIsNotBelieved() {
        assertThat(silence(429, Map.of("Retry-After", "99999999999"))).contains(Duration.ofMinutes(10));
        assertThat(silence(429, Map.of("Retry-After", "-5"))).contains(Duration.ofSeconds(1));
        assertThat(silence(429, Map.of("Retry-After", "soon"))).contains(Duration.ofSeconds(1));
        assertThat(silence(429, Map.of("X-RateLimit-Reset", "-9223372036854775808")))
                .contains(Duration.ofSeconds(1));
    }

    private static Optional<Duration> silence(int status, Map<String, String> headers) {
        return KillbErrors.silence(status, headers::get, NOW);
    }
}
