package io.pasarela.providers.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Unavailable.Why;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void aBurstGoesAtOnceAndThenEverybodyWaitsForTheirTurn() {
        Pace pace = new Pace("acme", 10, 3, registry);
        long began = System.nanoTime();

        for (int i = 0; i < 5; i++) {
            turn(pace, Duration.ofSeconds(5));
        }

        // Two beyond the burst, a tenth of a second each.
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(190));
        assertThat(registry.get("pasarela.provider.paced").timer().count()).isPositive();
    }

    @Test
    void whoWouldWaitTooLongIsTurnedAwayAndToldForHowLong() {
        Pace pace = new Pace("acme", 1, 1, registry);
        pace.silence(Duration.ofSeconds(7));

        Unavailable away = catchThrowableOfType(Unavailable.class, () -> turn(pace, Duration.ofSeconds(2)));

        assertThat(away.why()).isEqualTo(Why.PACED);
        assertThat(away.retryAfter()).isBetween(Duration.ofSeconds(7), Duration.ofSeconds(8));
    }

    @Test
    void silencesAskedForAtTheSameTimeDoNotAddUp() {
        Pace pace = new Pace("acme", 100, 200, registry);
        for (int i = 0; i < 50; i++) {
            pace.silence(Duration.ofSeconds(3));
        }

        Unavailable away = catchThrowableOfType(Unavailable.class, () -> turn(pace, Duration.ofMillis(1)));

        assertThat(away.retryAfter()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
    }

    @Test
    void whoWaitsAlreadyWhenSilenceIsAskedForKeepsItToo() {
        Pace pace = new Pace("acme", 10, 1, registry);
        turn(pace, Duration.ofSeconds(1));
        var waiting = pace.turn(Duration.ofSeconds(8)).subscribeAsCompletionStage();
        long asked = System.nanoTime();
        pace.silence(Duration.ofSeconds(1));

        waiting.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();

        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whoWaitsAlreadyAndCannotWaitOutASilenceIsTurnedAway() {
        Pace pace = new Pace("acme", 10, 1, registry);
        turn(pace, Duration.ofSeconds(1));
        var waiting = pace.turn(Duration.ofSeconds(2));
        var outcome =
                waiting.onItemOrFailure().transform((_, failure) -> failure).subscribeAsCompletionStage();
        pace.silence(Duration.ofSeconds(60));

        Unavailable away = (Unavailable)
                outcome.orTimeout(10, java.util.concurrent.TimeUnit.SECONDS).join();

        assertThat(away.why()).isEqualTo(Why.PACED);
        assertThat(away.retryAfter()).isGreaterThanOrEqualTo(Duration.ofSeconds(50));
    }

    @Test
    void whoeverOnlyLooksLeavesTheRestOfTheRateToOthers() {
        Pace whole = new Pace("acme", 1, 10, registry);
        Pace looking = whole.part("acme", 50, registry);
        for (int i = 0; i < 5; i++) {
            turn(looking, Duration.ofMillis(1));
        }

        Unavailable away = catchThrowableOfType(Unavailable.class, () -> turn(looking, Duration.ofMillis(1)));

        assertThat(away.why()).isEqualTo(Why.PACED);
        for (int i = 0; i < 5; i++) {
            turn(whole, Duration.ofMillis(1));
        }
    }

    private static void turn(Pace pace, Duration within) {
        pace.turn(within).await().atMost(Duration.ofSeconds(10));
    }
}
