package io.pasarela.quote.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RedisLinkTest {

    private static final long ASKED = 1_000;

    @Test
    void aCrowdOfOurOwnIsNotTakenForTheAbsenceOfRedis() {
        assertThat(RedisLink.isAbsence(new ConnectionPoolTooBusyException("full"), ASKED, ASKED - 1))
                .isFalse();
    }

    @Test
    void whoWaitedForAPlaceWhileOthersWereAnsweredSaysNothingAboutRedis() {
        assertThat(RedisLink.isAbsence(new TimeoutException(), ASKED, Long.sum(ASKED, 10)))
                .isFalse();
    }

    @Test
    void silenceAndRefusedConnectionsAreAbsence() {
        assertThat(RedisLink.isAbsence(new TimeoutException(), ASKED, ASKED - 1))
                .isTrue();
        assertThat(RedisLink.isAbsence(new IOException("refused"), ASKED, ASKED - 1))
                .isTrue();
    }
}
