package io.pasarela.quote.price;

import java.math.BigDecimal;

/**
 * One part of what a conversion costs.
 *
 * @param amount positive, in {@code currency}, with the scale of that asset
 * @param basis where the amount comes from
 */
public record Fee(Type type, BigDecimal amount, String currency, Basis basis) {

    /** What the fee is for. */
    public enum Type {
        /** What the provider publishes as its fee for the pair. */
        PROVIDER_FEE,
        /** What the provider's price is worse than its own mid rate, beyond its published fee. */
        SPREAD
    }

    /** How we know. */
    public enum Basis {
        /** The percentage that the provider publishes for the pair, of {@code fromAmount}. */
        DERIVED_FROM_PAIR_FEE,
        /** {@code fromAmount} against what {@code toAmount} is worth at the mid rate that the provider stated with this price. */
        DERIVED_FROM_SPOT
    }
}
