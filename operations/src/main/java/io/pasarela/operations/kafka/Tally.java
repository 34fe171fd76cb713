package io.pasarela.operations.kafka;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts records under a name each, and remembers the first and the last time. Not for several threads. */
public final class Tally {

    private final Map<String, Long> counts = new TreeMap<>();
    private @Nullable Instant first;
    private @Nullable Instant last;

    public void add(String name, Instant time) {
        counts.merge(name, 1L, Long::sum);
        if (first == null || time.isBefore(first)) {
            first = time;
        }
        if (last == null || time.isAfter(last)) {
            last = time;
        }
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** From when to when, in words. */
    public String period() {
        return "from %s to %s".formatted(first, last);
    }

    /** One line per name. */
    public String lines() {
        return counts.entrySet().stream()
                .map(count -> String.format(Locale.ROOT, "  %-60s %,10d", count.getKey(), count.getValue()))
                .collect(Collectors.joining(System.lineSeparator()));
    }
}
