package io.pasarela.quote.processing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How long a ramp takes, from the deposit to the payout.
 *
 * @param estimate ISO-8601 duration; the median where it is observed
 * @param p50 half of the observed ramps took no longer (nearest rank: the value at position ⌈0.5 n⌉ of the sorted ones)
 * @param p90 nine of ten took no longer, likewise
 * @param basis {@code DEFAULT}: our own assumption per method; {@code OBSERVED}: from our own finished ramps
 * @param observed how many ramps that is; absent for an assumption
 */
public record ProcessingTime(
        Duration estimate,
        @Nullable Duration p50,
        @Nullable Duration p90,
        String basis,
        @Nullable Integer observed) {

    private static final Duration INSTANT_RAIL = Duration.ofMinutes(30);

    /**
     * What we assume per method, the time after the deposit was noticed. KillB documents none for ramps. For withdrawals of savings it states ACH 1
     * to 3 business days, wire the same day, crypto 5 to 30 minutes; of each, the longest is taken. SWIFT is taken like ACH. Transfers of banks
     * that settle at once (SPEI, PSE, BREB, PIX …) and methods that are not listed are taken like crypto.
     */
    private static final Map<String, Duration> ASSUMED =
            Map.of("ACH", Duration.ofDays(3), "WIRE", Duration.ofDays(1), "SWIFT", Duration.ofDays(3));

    /** The provider has the money already. */
    private static final Duration PRE_FUNDED = Duration.ofMinutes(1);

    /** The slower of the two methods. */
    static ProcessingTime assumed(Corridor corridor) {
        Duration in = assumed(corridor.cashInMethod());
        Duration out = assumed(corridor.cashOutMethod());
        return new ProcessingTime(in.compareTo(out) > 0 ? in : out, null, null, "DEFAULT", null);
    }

    /** @param durations of finished ramps, at least one, in any order */
    static ProcessingTime observed(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        Duration median = nearestRank(sorted, 50);
        return new ProcessingTime(median, median, nearestRank(sorted, 90), "OBSERVED", sorted.size());
    }

    private static Duration nearestRank(List<Duration> sorted, int percent) {
        return sorted.get((sorted.size() * percent + 99) / 100 - 1);
    }

    private static Duration assumed(String method) {
        return method.startsWith("PRE_FUND") ? PRE_FUNDED : ASSUMED.getOrDefault(method, INSTANT_RAIL);
    }
}
