package io.pasarela.gateway;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, newest first where the list grows, by key where it does not.
 *
 * @param nextCursor give it as {@code after} to get the next page; absent on the last one
 */
public record Page<T>(List<T> data, @Nullable String nextCursor) {

    private static final int LIMIT_DEFAULT = 20;
    private static final int LIMIT_MAX = 100;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    /** Where a page begins: after the item created at that time with that id. */
    public record Cursor(Instant createdAt, UUID id) {

        String encoded() {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString((createdAt + "|" + id).getBytes(StandardCharsets.UTF_8));
        }

        /** The cursor in {@code after}; ends the request when it is not one that we gave. */
        public static Optional<Cursor> of(@Nullable String after) {
            if (after == null || after.isEmpty()) {
                return Optional.empty();
            }
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8).split("\\|", 2);
                Cursor cursor = new Cursor(Instant.parse(parts[0]), UUID.fromString(parts[1]));
                if (cursor.createdAt().isBefore(Instant.EPOCH)
                        || cursor.createdAt().isAfter(LATEST)) {
                    throw new IllegalArgumentException("no row was ever created then");
                }
                return Optional.of(cursor);
            } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException _) {
                throw badCursor();
            }
        }
    }

    /** The page size asked for: 1 to 100, 20 when not stated; ends the request otherwise. */
    public static int limit(@Nullable String stated) {
        if (stated == null || stated.isEmpty()) {
            return LIMIT_DEFAULT;
        }
        if (!stated.matches("[0-9]{1,3}") || Integer.parseInt(stated) < 1 || Integer.parseInt(stated) > LIMIT_MAX) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault("limit", "OUT_OF_RANGE", "limit is a number from 1 to 100."));
        }
        return Integer.parseInt(stated);
    }

    /** Makes a page of rows that were read with one more than the limit. */
    public static <R, T> Page<T> of(List<R> rows, int limit, Function<R, T> view, Function<R, Cursor> cursor) {
        List<R> shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(view).toList(),
                rows.size() > limit ? cursor.apply(shown.getLast()).encoded() : null);
    }

    /**
     * Makes a page of a list that is at hand as a whole, ordered by its items' keys.
     *
     * @param after what the caller gave; ends the request when it is not a cursor that we gave
     * @param key unique in the list, and the same whenever the list is read
     */
    public static <T> Page<T> sorted(List<T> all, int limit, @Nullable String after, Function<T, String> key) {
        String begin = key(after);
        List<T> left = all.stream()
                .sorted(Comparator.comparing(key))
                .filter(item -> begin.isEmpty() || key.apply(item).compareTo(begin) > 0)
                .toList();
        List<T> shown = left.size() > limit ? left.subList(0, limit) : left;
        return new Page<>(shown, left.size() > limit ? encoded(key.apply(shown.getLast())) : null);
    }

    /** Ends the request when {@code after} is not a cursor of {@link #sorted}, before anything is read for it. */
    public static void requireKey(@Nullable String after) {
        var _ = key(after);
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String key(@Nullable String after) {
        if (after == null || after.isEmpty()) {
            return "";
        }
        try {
            return new String(Base64.getUrlDecoder().decode(after), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw badCursor();
        }
    }

    private static ProblemException badCursor() {
        return ProblemException.of(
                ProblemCode.INVALID_REQUEST,
                new Fault("after", "BAD_CURSOR", "after is the nextCursor of an earlier page, unchanged."));
    }
}
