package io.pasarela.ramp.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Providers that are left in peace for a while. */
final class Resting {

    private final Map<String, Instant> until = new ConcurrentHashMap<>();

    /** @return whether the provider was answering until now */
    boolean begin(String provider, Duration length, Instant now) {
        return until.put(provider, now.plus(length)) == null;
    }

    /** The provider answers. @return whether it had to be left in peace before */
    boolean end(String provider) {
        return until.remove(provider) != null;
    }

    boolean has(String provider, Instant now) {
        Instant end = until.get(provider);
        return end != null && now.isBefore(end);
    }

    Set<String> names(Instant now) {
        return until.keySet().stream().filter(provider -> has(provider, now)).collect(Collectors.toSet());
    }
}
