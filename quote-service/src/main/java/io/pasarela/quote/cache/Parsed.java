package io.pasarela.quote.cache;

import com.fasterxml.jackson.core.type.TypeReference;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/** Values that were parsed a moment ago: most reads find in Redis what the read before found. Redis decides; this only saves the parsing. */
final class Parsed {

    private static final int KEYS_MAX = 1_000;

    private record Known(String tag, Object value) {}

    private final Cache<String, Known> byKey =
            Caffeine.newBuilder().maximumSize(KEYS_MAX).build();

    /** The entry's value; empty when it is not of that type, as after a change of the type. */
    <T> Optional<T> value(CacheKey key, Entry entry, TypeReference<T> type) {
        Known known = byKey.getIfPresent(key.text());
        if (known != null && known.tag().equals(entry.tag())) {
            @SuppressWarnings("unchecked") // a key is always read with the same type
            T value = (T) known.value();
            return Optional.of(value);
        }
        Optional<T> parsed = entry.value(type);
        parsed.ifPresent(value -> byKey.put(key.text(), new Known(entry.tag(), value)));
        return parsed;
    }
}
