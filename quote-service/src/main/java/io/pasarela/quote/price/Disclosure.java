package io.pasarela.quote.price;

import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.quote.price.Fee.Basis;
import io.pasarela.quote.price.Fee.Type;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said about the fees inside a price, from the two amounts and what the provider states beside them. Nothing is invented: a fee
 * is either the percentage that the provider publishes for the pair, or the distance from the mid rate that it stated with this price. All
 * fees are in the currency that is paid.
 *
 * @param full whether the provider stated both, the mid rate to the basis point, and the fees are the whole distance between it and the price
 */
public record Disclosure(List<Fee> fees, boolean full) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    /** Enough for 23 digits of the largest amount and as many of a rate. */
    private static final MathContext DIGITS = new MathContext(50, RoundingMode.HALF_EVEN);

    /** No mid rate is believed to more than nine significant digits, however many were stated. */
    private static final BigDecimal MID_RATE_ERROR_MIN = new BigDecimal("1e-9");

    /**
     * @param midRate as the provider stated it with this price; absent when it did not
     * @param feePercent what the provider publishes for the pair, from 0 to under 100; anything else counts as not published
     */
    public static Disclosure of(Money from, Money to, @Nullable MidRate midRate, @Nullable BigDecimal feePercent) {
        BigDecimal published = feePercent == null || feePercent.signum() < 0 || feePercent.compareTo(HUNDRED) >= 0
                ? null
                : from.amount().multiply(feePercent).divide(HUNDRED, DIGITS);
        BigDecimal fee = published == null ? BigDecimal.ZERO : published;
        if (midRate == null) {
            return disclosed(from, fee, BigDecimal.ZERO, false);
        }
        BigDecimal converted = to.amount().divide(midRate.rate(), DIGITS);
        BigDecimal uncertain = rounding(from, to, midRate, converted);
        boolean full = midRate.tellsBasisPoints();
        BigDecimal cost = from.amount().subtract(converted);
        BigDecimal beyond = cost.subtract(fee);
        if (published != null && beyond.abs().compareTo(uncertain) <= 0) {
            return disclosed(from, fee, BigDecimal.ZERO, full);
        }
        if (published != null && beyond.signum() > 0) {
            return disclosed(from, fee, beyond, full);
        }
        // No published fee, or a price that is better than it allows: the provider contradicts itself.
        return disclosed(from, BigDecimal.ZERO, cost.compareTo(uncertain) > 0 ? cost : BigDecimal.ZERO, false);
    }

    /** How far the cost may lie from the true one, since amounts and rate were rounded to their last stated decimals. */
    private static BigDecimal rounding(Money from, Money to, MidRate midRate, BigDecimal converted) {
        return from.amount()
                .ulp()
                .add(to.amount().ulp().divide(midRate.rate(), DIGITS))
                .add(converted.multiply(midRate.error().max(MID_RATE_ERROR_MIN)));
    }

    // The sum is rounded once and the spread is what the fee leaves of it, so that no last decimal is counted twice.
    private static Disclosure disclosed(Money from, BigDecimal fee, BigDecimal spread, boolean full) {
        int scale = from.asset().scale();
        BigDecimal roundedFee = fee.setScale(scale, RoundingMode.HALF_EVEN);
        BigDecimal total = fee.add(spread).setScale(scale, RoundingMode.HALF_EVEN);
        if (total.compareTo(from.amount()) >= 0) {
            // A payment of a few of the smallest units, of which rounding leaves nothing.
            return new Disclosure(List.of(), false);
        }
        List<Fee> found = new ArrayList<>();
        add(found, Type.PROVIDER_FEE, roundedFee, from, Basis.DERIVED_FROM_PAIR_FEE);
        add(found, Type.SPREAD, total.subtract(roundedFee), from, Basis.DERIVED_FROM_SPOT);
        return new Disclosure(found, full);
    }

    private static void add(List<Fee> fees, Type type, BigDecimal amount, Money from, Basis basis) {
        if (amount.signum() > 0) {
            fees.add(new Fee(type, amount, from.asset().name(), basis));
        }
    }
}
