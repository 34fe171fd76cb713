package io.pasarela.notification.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When something is tried again. */
final class RetryRules {

    /** No receiver can ask for a longer silence. */
    static final Duration WAIT_MAX = Duration.ofHours(24);

    /** A wait is longer than scheduled by up to this share, so that what failed together does not come back together. */
    private static final int JITTER_PERCENT_MAX = 10;

    private RetryRules() {}

    /**
     * How long to wait before the next try; empty when there is none.
     *
     * @param tries made so far, the last one included
     * @param dice from 0 to 99, evenly
     */
    static Optional<Duration> next(List<Duration> schedule, int tries, Attempt attempt, int dice) {
        if (attempt.verdict() != Attempt.Verdict.RETRY || tries >= schedule.size()) {
            return Optional.empty();
        }
        Duration scheduled = schedule.get(tries);
        Duration jittered = scheduled.plus(scheduled.multipliedBy(dice).dividedBy(100L * 100 / JITTER_PERCENT_MAX));
        Duration asked = attempt.pause() == null ? Duration.ZERO : attempt.pause();
        Duration bounded = asked.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : asked;
        return Optional.of(jittered.compareTo(bounded) > 0 ? jittered : bounded);
    }
}
