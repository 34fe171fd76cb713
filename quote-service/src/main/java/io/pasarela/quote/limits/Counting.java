package io.pasarela.quote.limits;

import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What counts against a limit, and how much of it. */
public final class Counting {

    /** One of these is one US dollar, as KillB's limits count coins. */
    private static final Set<String> DOLLARS = Set.of("USD", "USDC", "USDT");

    private Counting() {}

    /** Whether a ramp in this status uses up a limit: every one does whose money is still under way or has arrived, and refunds until they are done. */
    static boolean counts(RampStatus status) {
        return switch (status) {
            case FAILED, REJECTED, CANCELED, EXPIRED, REFUNDED -> false;
            case CREATED, AWAITING_DEPOSIT, IN_REVIEW, DEPOSIT_RECEIVED, CONVERTING, PAYING_OUT, COMPLETED, REFUNDING ->
                true;
        };
    }

    /** What a ramp moves in US dollars: its dollar side, as executed once that is known; empty when neither side is dollars. */
    static Optional<BigDecimal> dollars(RampSnapshot ramp) {
        return dollars(
                ramp.fromCurrency(),
                executed(ramp.executedFromAmount(), ramp.fromAmount()),
                ramp.toCurrency(),
                executed(ramp.executedToAmount(), ramp.toAmount()));
    }

    /** The dollar side of a conversion, what is paid before what is received; empty when neither is dollars. */
    public static Optional<BigDecimal> dollars(
            String fromCurrency, @Nullable BigDecimal fromAmount, String toCurrency, @Nullable BigDecimal toAmount) {
        return isDollars(fromCurrency)
                ? Optional.ofNullable(fromAmount)
                : isDollars(toCurrency) ? Optional.ofNullable(toAmount) : Optional.empty();
    }

    /** Whether the currency counts as US dollars. */
    public static boolean isDollars(String currency) {
        return DOLLARS.contains(currency);
    }

    private static BigDecimal executed(@Nullable BigDecimal executed, BigDecimal quoted) {
        return executed == null ? quoted : executed;
    }
}
