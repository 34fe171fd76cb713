package io.pasarela.quote.price;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * How one amount relates to another, as a decimal from which the first can be had back exactly.
 *
 * <p>Most quotients have no end. A stated one has {@value #DIGITS_MIN} significant digits, or one more than the amount that it must give
 * back if that is more. Its error times the other amount is then less than half of the last decimal, so multiplying and rounding half even to
 * the amount's scale gives the amount again, always.
 */
public final class Ratio {

    private static final int DIGITS_MIN = 16;

    private Ratio() {}

    /**
     * {@code amount} per one unit of {@code per}, without trailing zeros.
     *
     * @param amount positive, with the scale of its asset
     * @param per positive
     */
    public static BigDecimal stated(BigDecimal amount, BigDecimal per) {
        MathContext digits = new MathContext(Math.max(DIGITS_MIN, amount.precision() + 1), RoundingMode.HALF_EVEN);
        BigDecimal ratio = amount.divide(per, digits).stripTrailingZeros();
        return ratio.scale() < 0 ? ratio.setScale(0) : ratio;
    }

    /** The amount that the ratio was stated for: this is the published rounding of the identities. */
    public static BigDecimal amount(BigDecimal ratio, BigDecimal per, int scale) {
        return ratio.multiply(per).setScale(scale, RoundingMode.HALF_EVEN);
    }
}
