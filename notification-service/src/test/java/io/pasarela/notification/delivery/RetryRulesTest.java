package io.pasarela.notification.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.notification.outbound.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetryRulesTest {

    private static final List<Duration> SCHEDULE = List.of(Duration.ZERO, Duration.ofSeconds(5), Duration.ofMinutes(5));

    private static Attempt answered(int status, String retryAfter) {
        return Attempt.of(Instant.now(), new Reply(status, retryAfter));
    }

    @Test
    void eachFailureWaitsAsTheScheduleSaysAndTheLastOneIsTheEnd() {
        Attempt failure = answered(500, null);

        assertThat(RetryRules.next(SCHEDULE, 1, failure, 0)).contains(Duration.ofSeconds(5));
        assertThat(RetryRules.next(SCHEDULE, 2, failure, 0)).contains(Duration.ofMinutes(5));
        assertThat(RetryRules.next(SCHEDULE, 3, failure, 0)).isEmpty();
    }

    @Test
    void whatFailedTogetherComesBackUpToATenthLater() {
        assertThat(RetryRules.next(SCHEDULE, 2, answered(500, null), 99))
                .hasValueSatisfying(
                        wait -> assertThat(wait).isBetween(Duration.ofSeconds(329), Duration.ofSeconds(330)));
    }

    @Test
    void aReceiverCanAskForALongerPauseButNotForAShorterOneAndNotForMoreThanADay() {
        assertThat(RetryRules.next(SCHEDULE, 1, answered(429, "60"), 0)).contains(Duration.ofMinutes(1));
        assertThat(RetryRules.next(SCHEDULE, 2, answered(503, "1"), 0)).contains(Duration.ofMinutes(5));
        assertThat(RetryRules.next(SCHEDULE, 1, answered(429, "999999"), 0)).contains(Duration.ofHours(24));
    }

    @Test
    void successGoneAndRefusalAreNeverTriedAgain() {
        assertThat(RetryRules.next(SCHEDULE, 1, answered(204, null), 0)).isEmpty();
        assertThat(RetryRules.next(SCHEDULE, 1, answered(410, null), 0)).isEmpty();
        assertThat(RetryRules.next(SCHEDULE, 1, Attempt.disabled(Instant.now()), 0))
                .isEmpty();
    }

    @Test
    void onlyA2xxIsSuccess() {
        for (int status : new int[] {100, 301, 307, 400, 404, 500}) {
            assertThat(answered(status, null).isDelivered()).as("%d", status).isFalse();
        }
        assertThat(answered(202, null).isDelivered()).isTrue();
    }
}
