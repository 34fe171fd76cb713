package io.pasarela.quote.limits;

import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A ramp as far as limits care: its newest known state.
 *
 * @param sequence of the event that told it; a higher one is newer
 * @param dollars what it moves in USD; absent when it has no dollar side
 */
record Movement(
        long sequence,
        Instant createdAt,
        RampStatus status,
        @Nullable BigDecimal dollars) {

    private static final String NO_DOLLARS = "-";

    static Movement of(RampEvent event) {
        return new Movement(
                event.sequence(),
                event.ramp().createdAt(),
                event.ramp().status(),
                Counting.dollars(event.ramp()).orElse(null));
    }

    /** Sequence first, where the script in Redis looks for it. */
    String written() {
        return String.join(
                " ",
                Long.toString(sequence),
                Long.toString(createdAt.toEpochMilli()),
                status.name(),
                dollars == null ? NO_DOLLARS : dollars.toPlainString());
    }

    static Movement read(String written) {
        String[] words = written.split(" ", 4);
        return new Movement(
                Long.parseLong(words[0]),
                Instant.ofEpochMilli(Long.parseLong(words[1])),
                RampStatus.valueOf(words[2]),
                words[3].equals(NO_DOLLARS) ? null : new BigDecimal(words[3]));
    }
}
