package io.pasarela.providers.calls;

import java.time.Duration;

/** A moment on this process's own clock. @param nanos as {@link System#nanoTime} counts */
public record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Time left; a millisecond when there is none. */
    public Duration left() {
        return Duration.ofNanos(Math.max(1_000_000, nanos - System.nanoTime()));
    }

    public boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }
}
