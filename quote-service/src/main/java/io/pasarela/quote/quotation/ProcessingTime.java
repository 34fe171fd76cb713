package io.pasarela.quote.quotation;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How long a ramp takes from deposit to payout.
 *
 * @param estimate ISO-8601 duration
 * @param p50 observed median, once enough of our own ramps have finished
 * @param p90 observed 90th percentile, likewise
 * @param basis {@code DEFAULT}: our own assumption per kind of method, since KillB documents none; {@code OBSERVED}: from finished ramps
 */
public record ProcessingTime(
        Duration estimate, @Nullable Duration p50, @Nullable Duration p90, String basis) {

    private static final Set<String> SLOW_BANK_METHODS = Set.of("ACH", "WIRE", "SWIFT");

    static ProcessingTime documented(String cashInMethod, String cashOutMethod) {
        boolean slow = SLOW_BANK_METHODS.contains(cashInMethod) || SLOW_BANK_METHODS.contains(cashOutMethod);
        return new ProcessingTime(slow ? Duration.ofDays(2) : Duration.ofMinutes(30), null, null, "DEFAULT");
    }
}
