package io.pasarela.operations.replay;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A time as an operator writes it: an RFC 3339 instant ({@code 2026-11-20T08:30:00Z}, {@code 2026-11-20T02:30:00-06:00}), a date, which is its
 * midnight in UTC, or an ISO-8601 duration back from now ({@code PT2H}, {@code P3D}).
 */
final class TimeOption implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        return parse(text, Instant.now());
    }

    /** @throws TypeConversionException whose message says what to write instead */
    static Instant parse(String text, Instant now) {
        try {
            if (text.matches("(?i)P.*")) {
                return back(Duration.parse(text), now);
            }
            return text.contains("T") || text.contains("t")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException | ArithmeticException _) {
            throw new TypeConversionException(
                    "'%s' is not a time; write an instant such as 2026-11-20T08:30:00Z, a date such as 2026-11-20 (midnight UTC), or how long ago, such as PT2H"
                            .formatted(text));
        }
    }

    private static Instant back(Duration duration, Instant now) {
        if (duration.isNegative()) {
            throw new DateTimeException("that is not in the past");
        }
        return now.minus(duration);
    }
}
