package io.pasarela.quote.limits;

import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.providers.KycProvider.Level;
import io.pasarela.quote.limits.Standings.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a user may still move.
 *
 * @param level the limits of the user's level, or of the lowest where the user's is not known here; absent when the provider publishes none
 * @param next the level after it; absent at the top
 */
record Allowance(
        UserSnapshot user,
        Standing standing,
        ZoneId zone,
        @Nullable Level level,
        @Nullable Level next,
        Used used) {

    /** The two windows that limits are set for. */
    enum Window {
        DAY,
        MONTH
    }

    @Nullable
    BigDecimal limit(Window window) {
        return level == null ? null : window == Window.DAY ? level.dailyLimit() : level.monthlyLimit();
    }

    BigDecimal used(Window window) {
        return window == Window.DAY ? used.today() : used.thisMonth();
    }

    Instant resetsAt(Window window) {
        return window == Window.DAY ? used.dayEnds() : used.monthEnds();
    }

    /** Exact and never negative; absent without limit. */
    @Nullable
    BigDecimal remaining(Window window) {
        BigDecimal limit = limit(window);
        return limit == null ? null : limit.subtract(used(window)).max(BigDecimal.ZERO);
    }

    /** The most that may be moved now; absent without limit. */
    @Nullable
    BigDecimal available() {
        return Stream.of(Window.values())
                .map(this::remaining)
                .flatMap(Stream::ofNullable)
                .min(BigDecimal::compareTo)
                .orElse(null);
    }

    /** The window that this much more would go beyond, the month first since a new day does not help with it. A limit itself may be reached. */
    Optional<Window> exceededBy(BigDecimal dollars) {
        return Stream.of(Window.MONTH, Window.DAY)
                .filter(window -> {
                    BigDecimal limit = limit(window);
                    return limit != null && used(window).add(dollars).compareTo(limit) > 0;
                })
                .findFirst();
    }
}
