package io.pasarela.sandbox.killb.price;

import io.pasarela.sandbox.killb.run.RateDirection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The price of a pair as an exact fraction: what is received = what is sent × numerator ÷ denominator. Division happens once, at the
 * end, so no rounding error builds up.
 */
record Price(Pair pair, BigDecimal mid, BigDecimal numerator, BigDecimal denominator) {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final MathContext RATE_DIGITS = new MathContext(10, RoundingMode.HALF_EVEN);

    static Price of(Pair pair, BigDecimal mid) {
        BigDecimal kept = HUNDRED.subtract(pair.fee());
        return pair.isOnRamp()
                ? new Price(pair, mid, kept, HUNDRED.multiply(mid))
                : new Price(pair, mid, kept.multiply(mid), HUNDRED);
    }

    /** What the receiver gets for this much: rounded down. */
    BigDecimal received(BigDecimal sent) {
        return sent.multiply(numerator).divide(denominator, pair.to().decimals(), RoundingMode.DOWN);
    }

    /** What the payer sends so that the receiver gets this much: rounded up. */
    BigDecimal sent(BigDecimal received) {
        return received.multiply(denominator).divide(numerator, pair.from().decimals(), RoundingMode.UP);
    }

    /** The mid without fee, in the direction asked for, 10 significant digits. */
    BigDecimal spot(RateDirection direction) {
        boolean fiatPerCoin = pair.isOnRamp() == (direction == RateDirection.FROM_PER_TO);
        return fiatPerCoin ? mid : BigDecimal.ONE.divide(mid, RATE_DIGITS);
    }

    /** The rate that two amounts mean, 10 significant digits. */
    static BigDecimal rate(RateDirection direction, BigDecimal from, BigDecimal to) {
        return direction == RateDirection.TO_PER_FROM ? to.divide(from, RATE_DIGITS) : from.divide(to, RATE_DIGITS);
    }
}
