package io.pasarela.quote.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** What a conversion costs against the market, everything included. */
public final class AllInCost {

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    private AllInCost() {}

    /**
     * Hundredths of a percent of what the payment is worth at the mid rate, rounded half even; negative when better than the market.
     *
     * @param midRate {@code to} per one {@code from}
     */
    public static long bps(BigDecimal fromAmount, BigDecimal toAmount, BigDecimal midRate) {
        BigDecimal atMid = fromAmount.multiply(midRate);
        return atMid.subtract(toAmount)
                .multiply(BASIS_POINTS)
                .divide(atMid, MathContext.DECIMAL128)
                .setScale(0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
