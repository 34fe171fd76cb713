package io.pasarela.gateway.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientRateTest {

    private static final Caller FLOODING = new Caller("flooding", null);
    private static final Caller MODEST = new Caller("modest", null);

    private final Buckets buckets = new OwnBuckets();

    @Test
    void whoHasUsedUpItsShareIsToldWhenToComeBackAndTheOthersAreServed() {
        await(request().prices(FLOODING, 20));

        ClientRate second = request();
        var refused = catchThrowableOfType(ProblemException.class, () -> await(second.prices(FLOODING, 20)));
        await(request().prices(MODEST, 20));

        assertThat(refused.code()).isEqualTo(ProblemCode.RATE_LIMITED);
        assertThat(refused.retryAfter()).isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(second.told()).hasValueSatisfying(standing -> {
            assertThat(standing.limit()).isEqualTo(20);
            assertThat(standing.remaining()).isLessThan(20);
            assertThat(standing.resetSeconds()).isBetween(1L, 20L);
        });
    }

    @Test
    void aClientIsToldOfTheLimitThatItRunsIntoFirst() {
        ClientRate rate = request();
        await(rate.request("flooding"));
        await(rate.prices(FLOODING, 1));

        assertThat(rate.told()).map(Standing::limit).contains(20L);
    }

    @Test
    void whatCostsMoreThanEverythingIsAllowedOnceEverythingIsThere() {
        await(request().prices(MODEST, 1_000));
    }

    private ClientRate request() {
        return new ClientRate(new Rates(buckets, new Small(true)));
    }

    private static void await(Uni<Void> uni) {
        uni.await().atMost(Duration.ofSeconds(5));
    }

    /** Twenty prices at once, one a second; plenty of requests. */
    private record Small(boolean enabled) implements RateConfig {

        private record Plenty(int perSecond, int burst) implements Requests {}

        private record Few(int perSecond, int burst) implements Prices {}

        @Override
        public Requests requests() {
            return new Plenty(1_000, 2_000);
        }

        @Override
        public Prices prices() {
            return new Few(1, 20);
        }
    }
}
