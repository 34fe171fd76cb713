package io.pasarela.quote.cache;

import java.time.Duration;

/** Lifetimes that differ a little, so that what was read together does not run out together. */
final class Jitter {

    /** How many lengths there are. */
    static final int CHANCES = 100_001;

    private Jitter() {}

    /**
     * Between {@code ttl − percent} and {@code ttl + percent}, at least 1 ms.
     *
     * @param chance 0 to {@code CHANCES - 1}: the shortest to the longest
     */
    static Duration of(Duration ttl, int percent, int chance) {
        long reach = ttl.toMillis() * percent / 100;
        long millis = ttl.toMillis() - reach + 2 * reach * chance / (CHANCES - 1);
        return Duration.ofMillis(Math.max(1, millis));
    }
}
