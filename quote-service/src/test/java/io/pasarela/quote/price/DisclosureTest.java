package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.quote.price.Fee.Basis;
import io.pasarela.quote.price.Fee.Type;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DisclosureTest {

    private static final Money PAID = money(Asset.USDC, "100.000000");

    @Test
    void aPublishedFeeThatExplainsThePriceIsTheOnlyFee() {
        Disclosure disclosure = disclosure("1981.50", "20", "0.925");

        assertThat(disclosure.full()).isTrue();
        assertThat(disclosure.fees()).containsExactly(fee(Type.PROVIDER_FEE, "0.925000", Basis.DERIVED_FROM_PAIR_FEE));
    }

    @Test
    void whatThePublishedFeeLeavesIsASpreadAgainstTheStatedMidRate() {
        Disclosure disclosure = disclosure("1970.00", "20", "1");

        assertThat(disclosure.full()).isTrue();
        assertThat(disclosure.fees())
                .containsExactly(
                        fee(Type.PROVIDER_FEE, "1.000000", Basis.DERIVED_FROM_PAIR_FEE),
                        fee(Type.SPREAD, "0.500000", Basis.DERIVED_FROM_SPOT));
    }

    @Test
    void withoutAMidRateThePublishedFeeIsAllThatIsKnown() {
        Disclosure disclosure = disclosure("1980.00", null, "1");

        assertThat(disclosure.full()).isFalse();
        assertThat(disclosure.fees()).containsExactly(fee(Type.PROVIDER_FEE, "1.000000", Basis.DERIVED_FROM_PAIR_FEE));
    }

    @Test
    void withoutAPublishedFeeTheDistanceFromTheMidRateIsAllThatIsKnown() {
        Disclosure disclosure = disclosure("1980.00", "20", null);

        assertThat(disclosure.full()).isFalse();
        assertThat(disclosure.fees()).containsExactly(fee(Type.SPREAD, "1.000000", Basis.DERIVED_FROM_SPOT));
    }

    @Test
    void withoutEitherNothingIsInvented() {
        assertThat(disclosure("1980.00", null, null)).isEqualTo(new Disclosure(List.of(), false));
    }

    @Test
    void aPriceBetterThanThePublishedFeeAllowsShowsOnlyWhatItReallyCosts() {
        Disclosure disclosure = disclosure("1990.00", "20", "1");

        assertThat(disclosure.full()).isFalse();
        assertThat(disclosure.fees()).containsExactly(fee(Type.SPREAD, "0.500000", Basis.DERIVED_FROM_SPOT));
    }

    @Test
    void aPriceBetterThanTheMarketHasNoFeeAndNoNegativeOne() {
        assertThat(disclosure("2001.00", "20", "1")).isEqualTo(new Disclosure(List.of(), false));
        assertThat(disclosure("2001.00", "20", null)).isEqualTo(new Disclosure(List.of(), false));
    }

    @Test
    void aProviderThatPublishesNoFeeAndTakesNoneIsExplainedInFull() {
        assertThat(disclosure("2000.00", "20", "0")).isEqualTo(new Disclosure(List.of(), true));
    }

    @Test
    void aRateOfThreeDigitsInventsNoFeeAndExplainsNothingInFull() {
        // The true rate may be 0.0541 or 0.0540: a thousandth apart, so nobody knows whether anything was taken.
        Money paid = money(Asset.MXN, "10000.00");
        Money received = money(Asset.USDC, "540.600000");
        MidRate coarse = MidRate.stated(new BigDecimal("0.0540"));
        MidRate coarseToo = MidRate.stated(new BigDecimal("0.0541"));

        assertThat(Disclosure.of(paid, received, coarse, null)).isEqualTo(new Disclosure(List.of(), false));
        assertThat(Disclosure.of(paid, received, coarseToo, null)).isEqualTo(new Disclosure(List.of(), false));
        assertThat(Disclosure.of(paid, received, coarseToo, BigDecimal.ZERO))
                .isEqualTo(new Disclosure(List.of(), false));
    }

    @Test
    void aRateIsAsExactAsItWasWrittenWhicheverWayRound() {
        assertThat(MidRate.stated(new BigDecimal("18.5")).reciprocal().error())
                .isBetween(new BigDecimal("0.0027"), new BigDecimal("0.0028"));
        assertThat(MidRate.stated(new BigDecimal("18.5")).tellsBasisPoints()).isFalse();
        assertThat(MidRate.stated(new BigDecimal("18.5000")).tellsBasisPoints()).isTrue();
    }

    @Test
    void aFeeThatNobodyCouldPayIsNotBelieved() {
        assertThat(disclosure("1980.00", null, "100")).isEqualTo(new Disclosure(List.of(), false));
        assertThat(disclosure("1980.00", null, "-1")).isEqualTo(new Disclosure(List.of(), false));
    }

    @Test
    void aCurrencyWithoutDecimalsHasFeesWithoutDecimals() {
        Disclosure disclosure = Disclosure.of(
                money(Asset.CLP, "94321"),
                money(Asset.USDC, "98.046679"),
                new MidRate(new BigDecimal("0.00105"), BigDecimal.ZERO),
                BigDecimal.ONE);

        assertThat(disclosure.fees()).first().extracting(Fee::amount).isEqualTo(new BigDecimal("943"));
    }

    @Test
    void theCostIsCountedAgainstTheMarketAndMayBeNegative() {
        assertThat(AllInCost.bps(new BigDecimal("100"), new BigDecimal("1980"), new BigDecimal("20")))
                .isEqualTo(100);
        assertThat(AllInCost.bps(new BigDecimal("100"), new BigDecimal("2002"), new BigDecimal("20")))
                .isEqualTo(-10);
    }

    private static Disclosure disclosure(String received, @Nullable String midRate, @Nullable String percent) {
        return Disclosure.of(
                PAID,
                money(Asset.MXN, received),
                midRate == null ? null : new MidRate(new BigDecimal(midRate), BigDecimal.ZERO),
                percent == null ? null : new BigDecimal(percent));
    }

    private static Fee fee(Type type, String amount, Basis basis) {
        return new Fee(type, new BigDecimal(amount), "USDC", basis);
    }

    private static Money money(Asset asset, String amount) {
        return new Money(asset, new BigDecimal(amount));
    }
}
