package io.pasarela.notification.outbound;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was answered, as far as it matters; the body is read and dropped.
 *
 * @param retryAfter the header as it came
 */
public record Reply(int status, @Nullable String retryAfter) {

    /** How long the other side wants to be left alone (RFC 9110, section 10.2.3), from now on; empty when it did not say so in its way. */
    public Optional<Duration> pause(Instant now) {
        if (retryAfter == null) {
            return Optional.empty();
        }
        if (retryAfter.matches("[0-9]{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
        }
        try {
            Instant until = ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, until)).filter(pause -> !pause.isNegative());
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
