package io.pasarela.contracts.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of one asset, in major units, always carrying the asset's own scale: {@code 1500.00 MXN}, {@code 81.081081 USDC}.
 *
 * <p>Rounding is published: what a customer receives is rounded down, what a customer pays is rounded up.
 */
public record Money(Asset asset, BigDecimal amount) {

    /** Longest integer part that is believed; far above any ramp, far below what makes arithmetic slow. */
    private static final int INTEGER_DIGITS_MAX = 15;

    public Money {
        if (amount.scale() != asset.scale()) {
            throw new IllegalArgumentException(
                    "%s has %d decimals, but the amount has %d".formatted(asset, asset.scale(), amount.scale()));
        }
    }

    /**
     * The amount as stated, widened to the asset's scale.
     *
     * @throws IllegalArgumentException when it has more decimals than the asset, or is absurdly large
     */
    public static Money exactly(Asset asset, BigDecimal amount) {
        refuseAbsurd(amount);
        try {
            return new Money(asset, amount.setScale(asset.scale(), RoundingMode.UNNECESSARY));
        } catch (ArithmeticException _) {
            throw new IllegalArgumentException("%s has at most %d decimals".formatted(asset, asset.scale()));
        }
    }

    /** What a customer receives: rounded down to the asset's scale. */
    public static Money received(Asset asset, BigDecimal amount) {
        refuseAbsurd(amount);
        return new Money(asset, amount.setScale(asset.scale(), RoundingMode.FLOOR));
    }

    /** What a customer pays: rounded up to the asset's scale. */
    public static Money paid(Asset asset, BigDecimal amount) {
        refuseAbsurd(amount);
        return new Money(asset, amount.setScale(asset.scale(), RoundingMode.CEILING));
    }

    // 1e999999 is cheap to read and ruinous to write out: look at its exponent before any arithmetic.
    private static void refuseAbsurd(BigDecimal amount) {
        long integerDigits = (long) amount.precision() - amount.scale();
        if (amount.signum() != 0 && (integerDigits > INTEGER_DIGITS_MAX || amount.scale() > 100)) {
            throw new IllegalArgumentException(
                    "an amount has at most %d digits before the point".formatted(INTEGER_DIGITS_MAX));
        }
    }

    public boolean isPositive() {
        return amount.signum() > 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + asset;
    }
}
