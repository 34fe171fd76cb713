package io.pasarela.ramp.dispatch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** How long a deposit is waited for. KillB documents no such time, so these are ours, with a margin. A quotation's validity is another matter. */
@ApplicationScoped
public class DepositWaits {

    /** Settings of the waiting. */
    @ConfigMapping(prefix = "pasarela.ramp.deposits")
    public interface DepositConfig {

        /** By cash-in method, e.g. {@code expire-after.SPEI=24H}; how the name is capitalised and hyphenated does not matter. */
        Map<String, Duration> expireAfter();

        /** For all other methods. */
        @WithDefault("2H")
        Duration otherwise();

        /** How often overdue deposits are looked at. */
        @WithDefault("10S")
        Duration every();
    }

    private final Map<String, Duration> byMethod;
    private final Duration otherwise;

    DepositWaits(DepositConfig config) {
        this.byMethod = config.expireAfter().entrySet().stream()
                .collect(Collectors.toMap(entry -> name(entry.getKey()), Map.Entry::getValue, (stated, _) -> stated));
        this.otherwise = config.otherwise();
    }

    /** Until when a deposit by this method is waited for. */
    public Instant until(String cashInMethod, Instant from) {
        return from.plus(byMethod.getOrDefault(name(cashInMethod), otherwise));
    }

    // Environment variables spell a name in their own way.
    private static String name(String method) {
        return method.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    }
}
