package io.pasarela.gateway;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A filter of a list by when its items were created.
 *
 * @param from not before this moment; absent for any
 * @param to before this moment; absent for any
 */
public record Created(@Nullable Instant from, @Nullable Instant to) {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Reads {@code createdFrom} and {@code createdTo}, each an RFC 3339 time with offset that may be left out. */
    public static Created between(Faults faults, @Nullable String createdFrom, @Nullable String createdTo) {
        Instant from = time(faults, "createdFrom", createdFrom).orElse(null);
        Instant to = time(faults, "createdTo", createdTo).orElse(null);
        if (from != null && to != null && !from.isBefore(to)) {
            faults.add("createdTo", "NOT_AFTER", "createdTo is later than createdFrom.");
        }
        return new Created(from, to);
    }

    private static Optional<Instant> time(Faults faults, String field, @Nullable String stated) {
        if (stated == null || stated.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant time = OffsetDateTime.parse(stated).toInstant();
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                return Optional.of(time);
            }
        } catch (DateTimeException _) {
            // Told below, like a time that no row can have.
        }
        faults.add(
                field,
                "NOT_A_TIME",
                field + " is a time with offset such as 2026-11-23T10:00:00Z (RFC 3339); write + as %2B.");
        return Optional.empty();
    }
}
