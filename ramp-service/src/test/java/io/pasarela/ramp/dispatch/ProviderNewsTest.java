package io.pasarela.ramp.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.UserProvider.ProviderUser;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProviderNewsTest {

    /** One webhook from next year would make late of every later one, also of the one that says that the user is rejected. */
    @Test
    void aTimeFromTheFutureIsNotBelievedSoThatLaterNewsStillCounts() {
        Instant nextYear = Instant.now().plus(Duration.ofDays(365));

        assertThat(ProviderNews.of(new ProviderUser("u", "ACTIVE", "L1", nextYear))
                        .updatedAt())
                .isNull();
    }

    @Test
    void aClockThatIsALittleAheadIsBelieved() {
        Instant ahead = Instant.now().plus(Duration.ofMinutes(2));

        assertThat(ProviderNews.of(new ProviderUser("u", "ACTIVE", "L1", ahead)).updatedAt())
                .isEqualTo(ahead);
    }
}
