package io.pasarela.operations.doctor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the clocks of others said while they were asked for something else, as differences from the clock of this machine. */
final class Clocks {

    /** Tokens, quotations and signatures with a time in them are judged to within some seconds. */
    private static final Duration APART_MAX = Duration.ofSeconds(5);

    private final Map<String, Duration> ahead = new TreeMap<>();

    /** @param before when it was asked, by this machine's clock @param after when it had answered */
    void saw(String whose, Instant told, Instant before, Instant after) {
        Instant asked = before.plus(Duration.between(before, after).dividedBy(2));
        ahead.put(whose, Duration.between(asked, told));
    }

    Row row() {
        String what = "clocks in step";
        if (ahead.size() < 2) {
            return Row.skipped(what, "fewer than two of them could be read");
        }
        Collection<Duration> all = ahead.values();
        Duration apart = Collections.max(all).minus(Collections.min(all));
        String found = ahead.entrySet().stream()
                .map(clock ->
                        "%s %+.1f s".formatted(clock.getKey(), clock.getValue().toMillis() / 1e3))
                .collect(Collectors.joining(", "));
        return apart.compareTo(APART_MAX) > 0
                ? Row.failed(
                        what, found + ", against this machine", "let NTP set the clock that is off (chronyc tracking)")
                : Row.ok(what, found);
    }
}
