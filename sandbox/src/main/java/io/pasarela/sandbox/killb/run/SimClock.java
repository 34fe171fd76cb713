package io.pasarela.sandbox.killb.run;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The simulator's own time: real time plus what the control API added. It decides expiry and prices; pauses of timers are real ones.
 */
public final class SimClock {
    private final InstantSource source;
    private final Instant start;
    private Duration ahead = Duration.ZERO;

    SimClock(InstantSource source) {
        this.source = source;
        this.start = source.instant();
    }

    public Instant now() {
        return source.instant().plus(ahead);
    }

    /** Time since the run began. */
    public Duration elapsed() {
        return Duration.between(start, now());
    }

    /**
     * Moves the clock on.
     *
     * @throws IllegalArgumentException when asked to go back
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("the clock only goes forward");
        }
        ahead = ahead.plus(by);
    }
}
