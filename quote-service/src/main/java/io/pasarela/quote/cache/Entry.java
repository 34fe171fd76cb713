package io.pasarela.quote.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value as Redis keeps it: a line with its facts, then its JSON.
 *
 * @param ttl how long after {@code readAt} it is fresh, jitter included
 * @param tag the same for the same JSON
 */
record Entry(Instant readAt, Duration ttl, String tag, String json) {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final int TAG_BYTES = 12;

    static Entry of(Object value, Instant readAt, Duration ttl) {
        try {
            String json = JSON.writeValueAsString(value);
            return new Entry(readAt.truncatedTo(java.time.temporal.ChronoUnit.MILLIS), ttl, tag(json), json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what a provider publishes is always writable", e);
        }
    }

    String written() {
        return "%d %d %s\n%s".formatted(readAt.toEpochMilli(), ttl.toMillis(), tag, json);
    }

    /** The entry in this text; empty when another version of this service wrote it in another way. */
    static Optional<Entry> read(@Nullable String text) {
        int end = text == null ? -1 : text.indexOf('\n');
        if (text == null || end < 0) {
            return Optional.empty();
        }
        String[] facts = text.substring(0, end).split(" ", -1);
        try {
            return Optional.of(new Entry(
                    Instant.ofEpochMilli(Long.parseLong(facts[0])),
                    Duration.ofMillis(Long.parseLong(facts[1])),
                    facts[2],
                    text.substring(end + 1)));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty();
        }
    }

    boolean isFresh(Instant now) {
        return now.isBefore(readAt.plus(ttl));
    }

    /** Whether it may stand in while the provider cannot be asked. */
    boolean isBearable(Instant now, Duration stale) {
        return now.isBefore(readAt.plus(ttl).plus(stale));
    }

    /** The value; empty when it is not of that type, as after a change of the type. */
    <T> Optional<T> value(TypeReference<T> type) {
        try {
            return Optional.ofNullable(JSON.readValue(json, type));
        } catch (JsonProcessingException _) {
            return Optional.empty();
        }
    }

    private static String tag(String json) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(json.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
