package io.pasarela.quote.quotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final List<Pair> PAIRS = List.of(
            pair(Asset.MXN, Asset.USDC, "SPEI", "POLYGON", "100", "500000"),
            pair(Asset.MXN, Asset.USDC, "SPEI", "SOLANA", "100", "500000"),
            pair(Asset.USDC, Asset.MXN, "POLYGON", "SPEI", "5", "25000"));

    @Test
    void aGoodRequestBecomesAnOrder() {
        Order order = QuotationRules.wanted(request("MXN", "USDC", "1500.00", false, "SPEI", "POLYGON"), PAIRS, false)
                .order();

        assertThat(order)
                .isEqualTo(new Order(
                        Asset.MXN, Asset.USDC, new BigDecimal("1500.00"), Side.FROM, "SPEI", "POLYGON", null));
    }

    @Test
    void everyMissingFieldIsNamedAtOnce() {
        var problem = refused(request(null, null, null, null, null, null));

        assertThat(problem.faults())
                .extracting(Fault::field)
                .containsExactly("fromCurrency", "toCurrency", "amount", "cashInMethod", "cashOutMethod");
    }

    @Test
    void anUnknownCurrencyIsNamedWithTheKnownOnes() {
        var problem = refused(request("XXX", "USDC", "1500", false, "SPEI", "POLYGON"));

        assertThat(problem.faults()).singleElement().satisfies(fault -> {
            assertThat(fault.field()).isEqualTo("fromCurrency");
            assertThat(fault.message()).contains("MXN", "USDC");
        });
    }

    @Test
    void aPairThatIsNotOnOfferNamesBothCurrencies() {
        var problem = refused(request("MXN", "EUR", "1500", false, "SPEI", "WIRE"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("fromCurrency", "toCurrency");
        assertThat(problem.faults()).extracting(Fault::code).containsOnly("UNSUPPORTED_PAIR");
    }

    @Test
    void aWrongMethodIsNamedWithThoseOnOffer() {
        var problem = refused(request("MXN", "USDC", "1500", false, "PSE", "BSC"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("cashInMethod", "cashOutMethod");
        assertThat(problem.faults().getLast().message()).contains("POLYGON, SOLANA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"99.99", "500000.01"})
    void anAmountOutsideThePairsLimitsIsRefused(String amount) {
        var problem = refused(request("MXN", "USDC", amount, false, "SPEI", "POLYGON"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "500000"})
    void theLimitsThemselvesAreInside(String amount) {
        assertThat(QuotationRules.wanted(request("MXN", "USDC", amount, false, "SPEI", "POLYGON"), PAIRS, false))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999",
                "NaN",
                "-5",
                "0",
                "0.00",
                "1,500",
                "Infinity",
                "1500.001",
                "1e3",
                "0x10",
                "９",
                "1.",
                ".5",
                " 5"
            })
    void whatIsNoAmountIsRefused(String amount) {
        var problem = refused(request("MXN", "USDC", amount, false, "SPEI", "POLYGON"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("amount");
    }

    @Test
    void withTheReceiversSideFixedTheLimitsAreCheckedAgainstThePrice() {
        Wanted wanted = QuotationRules.wanted(request("MXN", "USDC", "1", true, "SPEI", "POLYGON"), PAIRS, false);
        Price price = new Price(
                "q",
                Money.paid(Asset.MXN, new BigDecimal("18.50")),
                Money.received(Asset.USDC, BigDecimal.ONE),
                null,
                Binding.LOCKED,
                null);

        var problem = catchThrowableOfType(ProblemException.class, () -> QuotationRules.checkPrice(wanted, price, NOW));

        assertThat(problem.faults()).extracting(Fault::code).containsExactly("BELOW_MINIMUM");
    }

    @Test
    void onlyThePaymentSideOfAPairHasLimits() {
        assertThat(QuotationRules.wanted(request("MXN", "USDC", "1", true, "SPEI", "POLYGON"), PAIRS, false))
                .isNotNull();
    }

    @Test
    void aBadAmountDoesNotHideABadMethod() {
        var problem = refused(request("MXN", "USDC", "0", false, "PSE", "POLYGON"));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("amount", "cashInMethod");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.5", "86401", "1e2", "٣٠", "999999999999999999999", ""})
    void aValidityIsWholeSecondsOfOneDayAtMost(String seconds) {
        var problem = refused(lasting(seconds));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("minValiditySeconds");
    }

    @Test
    void aLongerLifeThanThePairOffersIsRefusedWithWhatIsPossible() {
        var problem = refused(lasting("31"));

        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDITY_UNAVAILABLE);
        assertThat(problem.detail()).contains("30 seconds", "31");
        assertThat(QuotationRules.wanted(lasting("30"), PAIRS, false).minValidity())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aPriceThatEndsTooSoonAfterAllIsRefusedToo() {
        Wanted wanted = QuotationRules.wanted(lasting("20"), PAIRS, false);

        QuotationRules.checkPrice(wanted, price("1500.00", NOW.plusSeconds(20)), NOW);
        var problem = catchThrowableOfType(
                ProblemException.class,
                () -> QuotationRules.checkPrice(wanted, price("1500.00", NOW.plusMillis(19_999)), NOW));

        assertThat(problem.code()).isEqualTo(ProblemCode.VALIDITY_UNAVAILABLE);
        assertThat(problem.detail()).contains("19 seconds");
    }

    @Test
    void aUserIsNamedByItsIdOrNotAtAll() {
        var bad = new QuotationRequest("MXN", "USDC", "1500", false, "SPEI", "POLYGON", null, "ana");
        var good = new QuotationRequest(
                "MXN", "USDC", "1500", false, "SPEI", "POLYGON", null, "6f1c2d3e-0000-4000-8000-000000000000");

        assertThat(refused(bad).faults()).extracting(Fault::field).containsExactly("userId");
        assertThat(QuotationRules.wanted(good, PAIRS, false).userId())
                .hasToString("6f1c2d3e-0000-4000-8000-000000000000");
    }

    @Test
    void whoMustNameAUserIsToldTogetherWithAllElse() {
        var bad = request("MXN", "USDC", "0", false, "SPEI", "POLYGON");

        var problem = catchThrowableOfType(ProblemException.class, () -> QuotationRules.wanted(bad, PAIRS, true));
        var atOnce = catchThrowableOfType(ProblemException.class, () -> QuotationRules.checkForm(bad, true));

        assertThat(problem.faults()).extracting(Fault::field).containsExactly("amount", "userId");
        assertThat(atOnce.faults()).extracting(Fault::field).containsExactly("amount", "userId");
    }

    @Test
    void aRefusalByTheProviderNamesTheLimitsOfThePaymentWhenTheReceiptWasFixed() {
        var refusal = new ProviderFailure.Refused(
                ProviderFailure.Refused.Reason.INVALID_REQUEST, "amount is outside the limits", List.of());
        Wanted receiptFixed = QuotationRules.wanted(request("MXN", "USDC", "1", true, "SPEI", "POLYGON"), PAIRS, false);
        Wanted paymentFixed =
                QuotationRules.wanted(request("MXN", "USDC", "1500", false, "SPEI", "POLYGON"), PAIRS, false);

        assertThat(QuotationRules.explained(receiptFixed, refusal))
                .hasMessageContaining("at least 100 MXN and at most 500000 MXN");
        assertThat(QuotationRules.explained(paymentFixed, refusal)).isSameAs(refusal);
    }

    private static QuotationRequest lasting(String seconds) {
        return new QuotationRequest("MXN", "USDC", "1500", false, "SPEI", "POLYGON", seconds, null);
    }

    private static Price price(String from, Instant expiresAt) {
        return new Price(
                "q",
                Money.paid(Asset.MXN, new BigDecimal(from)),
                Money.received(Asset.USDC, BigDecimal.ONE),
                null,
                Binding.LOCKED,
                expiresAt);
    }

    private static ProblemException refused(QuotationRequest request) {
        return catchThrowableOfType(ProblemException.class, () -> QuotationRules.wanted(request, PAIRS, false));
    }

    private static QuotationRequest request(
            String from, String to, String amount, Boolean isTo, String in, String out) {
        return new QuotationRequest(from, to, amount, isTo, in, out, null, null);
    }

    private static Pair pair(Asset from, Asset to, String in, String out, String min, String max) {
        return new Pair(from, to, in, out, new BigDecimal(min), new BigDecimal(max), null, Duration.ofSeconds(30));
    }
}
