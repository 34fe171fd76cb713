package io.pasarela.providers.webhook;

import io.pasarela.providers.webhook.SchemeDescriptor.TimeUnit;
import io.pasarela.providers.webhook.Verdict.Reason;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a webhook was signed, as it says itself, held against our clock. */
final class SigningTime {

    /** Digits alone: no sign, no point, no blank. Sixteen are more milliseconds than any calendar here needs. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,16}");

    private SigningTime() {}

    /** Null when the time cannot be read. */
    static @Nullable Instant read(String text, TimeUnit unit) {
        try {
            if (unit == TimeUnit.ISO) {
                return OffsetDateTime.parse(text).toInstant();
            }
            if (!NUMBER.matcher(text).matches()) {
                return null;
            }
            long number = Long.parseLong(text);
            return unit == TimeUnit.SECONDS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        } catch (DateTimeException _) {
            return null;
        }
    }

    /** Null when the time is within the tolerance, whose ends are inside it. */
    static @Nullable Reason fault(Instant signed, TimeUnit unit, Duration tolerance, Instant now) {
        // A sender that counts whole seconds is measured in whole seconds.
        Instant clock = unit == TimeUnit.SECONDS ? Instant.ofEpochSecond(now.getEpochSecond()) : now;
        Duration age = Duration.between(signed, clock);
        if (age.compareTo(tolerance) > 0) {
            return Reason.TIMESTAMP_STALE;
        }
        return age.negated().compareTo(tolerance) > 0 ? Reason.TIMESTAMP_IN_FUTURE : null;
    }
}
