package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.MidRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random amounts, pairs, scales, fees and both sides: what a provider may answer, honest or not. */
class DisclosurePropertyTest {

    private static final int CASES = 50_000;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Random random;

    DisclosurePropertyTest() {
        this.random = new Random();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, -7})
    void theIdentitiesHoldWhateverTheProviderAnswers(long seed) {
        random.setSeed(seed);
        for (int i = 0; i < CASES; i++) {
            Money from = money(asset(), 15);
            Money to = money(asset(), 15);
            BigDecimal near = maybe(rateNear(from, to));
            MidRate midRate = near == null ? null : new MidRate(near, decimal(0, 20_000, 6));
            BigDecimal percent = maybe(decimal(-200, 12_000, 2));

            Disclosure disclosure = Disclosure.of(from, to, midRate, percent);

            Identities.assertHold(new Breakdown(from, to, disclosure.fees()));
            if (disclosure.full()) {
                assertThat(midRate).isNotNull();
                assertThat(percent).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 20261123, -7})
    void aPriceThatIsTheMidRateLessThePublishedFeeIsExplainedInFull(long seed) {
        random.setSeed(seed);
        for (int i = 0; i < CASES; i++) {
            Asset paid = asset();
            Asset received = asset();
            BigDecimal midRate = decimal(1, 2_000_000_000, random.nextInt(9));
            BigDecimal percent = decimal(0, 500, 2);
            Exchange exchange = exchange(paid, received, midRate, percent);
            if (exchange == null) {
                continue;
            }

            Disclosure disclosure =
                    Disclosure.of(exchange.from(), exchange.to(), new MidRate(midRate, BigDecimal.ZERO), percent);

            String told = "%s at %s less %s %% is %s".formatted(exchange, midRate, percent, disclosure);
            BigDecimal fee = exchange.from()
                    .amount()
                    .multiply(percent)
                    .divide(HUNDRED, MathContext.DECIMAL128)
                    .setScale(paid.scale(), RoundingMode.HALF_EVEN);
            assertThat(disclosure.full()).as(told).isTrue();
            assertThat(disclosure.fees())
                    .as(told)
                    .allSatisfy(f -> assertThat(f.type()).isEqualTo(Fee.Type.PROVIDER_FEE));
            assertThat(disclosure.fees().stream().map(Fee::amount).reduce(BigDecimal.ZERO, BigDecimal::add))
                    .as(told)
                    .isEqualByComparingTo(fee);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void aRateThatWasRoundedNeitherInventsAFeeNorClaimsWhatItCannotTell(int digits) {
        random.setSeed(digits);
        MathContext rounded = new MathContext(digits);
        for (int i = 0; i < CASES / 5; i++) {
            Asset paid = asset();
            Asset received = asset();
            BigDecimal truth = decimal(1_000_000, 2_000_000_000, random.nextInt(9));
            BigDecimal percent = decimal(0, 500, 2);
            Exchange exchange = exchange(paid, received, truth, percent);
            if (exchange == null) {
                continue;
            }
            MidRate stated = random.nextBoolean()
                    ? MidRate.stated(truth.round(rounded))
                    : MidRate.stated(BigDecimal.ONE.divide(truth, rounded)).reciprocal();

            Disclosure published = Disclosure.of(exchange.from(), exchange.to(), stated, percent);
            Disclosure silent = Disclosure.of(exchange.from(), exchange.to(), stated, null);

            String told = "%s at %s stated as %s less %s %%: %s, %s"
                    .formatted(exchange, truth, stated, percent, published, silent);
            assertThat(published.full()).as(told).isEqualTo(stated.tellsBasisPoints());
            assertThat(published.fees())
                    .as(told)
                    .allSatisfy(f -> assertThat(f.type()).isEqualTo(Fee.Type.PROVIDER_FEE));
            assertThat(silent.full()).as(told).isFalse();
            if (percent.signum() == 0) {
                assertThat(silent.fees()).as(told).isEmpty();
            }
            boolean large = exchange.from().amount().unscaledValue().bitLength() > 24
                    && exchange.to().amount().unscaledValue().bitLength() > 24;
            if (stated.tellsBasisPoints() && large) {
                assertThat(AllInCost.bps(exchange.from().amount(), exchange.to().amount(), stated.rate()))
                        .as(told)
                        .isBetween(
                                percent.movePointRight(2).longValue() - 1,
                                percent.movePointRight(2).longValue() + 2);
            }
        }
    }

    private record Exchange(Money from, Money to) {}

    /** What an honest provider answers, either side fixed, the payer's amount rounded up and the receiver's down. */
    private @Nullable Exchange exchange(Asset paid, Asset received, BigDecimal midRate, BigDecimal percent) {
        BigDecimal kept = HUNDRED.subtract(percent).movePointLeft(2);
        BigDecimal rate = midRate.multiply(kept);
        boolean fromIsFixed = random.nextBoolean();
        Money fixed = money(fromIsFixed ? paid : received, 9);
        Money from;
        Money to;
        try {
            from = fromIsFixed ? fixed : Money.paid(paid, fixed.amount().divide(rate, paid.scale(), RoundingMode.UP));
            to = fromIsFixed ? Money.received(received, fixed.amount().multiply(rate)) : fixed;
        } catch (IllegalArgumentException tooLarge) {
            return null;
        }
        // Of a handful of the smallest units rounding leaves nothing to explain.
        boolean large = from.amount().unscaledValue().bitLength() > 10
                && to.amount().unscaledValue().bitLength() > 10;
        return large ? new Exchange(from, to) : null;
    }

    private Asset asset() {
        return Asset.values()[random.nextInt(Asset.values().length)];
    }

    private Money money(Asset asset, int integerDigitsMax) {
        int digits = 1 + random.nextInt(integerDigitsMax + asset.scale());
        StringBuilder unscaled = new StringBuilder().append((char) ('1' + random.nextInt(9)));
        while (unscaled.length() < digits) {
            unscaled.append((char) ('0' + random.nextInt(10)));
        }
        return new Money(asset, new BigDecimal(new java.math.BigInteger(unscaled.toString()), asset.scale()));
    }

    private BigDecimal rateNear(Money from, Money to) {
        return to.amount()
                .divide(from.amount(), MathContext.DECIMAL64)
                .multiply(decimal(900_000_000, 1_100_000_000, 9));
    }

    private BigDecimal decimal(long least, long most, int scale) {
        return BigDecimal.valueOf(random.nextLong(least, most + 1), scale);
    }

    private @Nullable BigDecimal maybe(BigDecimal value) {
        return random.nextInt(10) == 0 ? null : value;
    }
}
