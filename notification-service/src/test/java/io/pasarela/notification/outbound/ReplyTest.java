package io.pasarela.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void aPauseIsReadInSecondsAndAsATime() {
        assertThat(new Reply(429, "120").pause(NOW)).contains(Duration.ofMinutes(2));
        assertThat(new Reply(503, "Mon, 2 Mar 2026 10:05:00 GMT").pause(NOW)).contains(Duration.ofMinutes(5));
    }

    @Test
    void nonsenseAndThePastAreNoPause() {
        for (String header : new String[] {null, "", "-1", "soon", "99999999999999", "Mon, 2 Mar 2026 09:00:00 GMT"}) {
            assertThat(new Reply(429, header).pause(NOW)).as(header).isEmpty();
        }
    }
}
