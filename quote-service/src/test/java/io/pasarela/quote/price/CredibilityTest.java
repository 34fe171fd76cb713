package io.pasarela.quote.price;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredibilityTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Order PAYS_1500 = order("1500", Side.FROM);
    private static final Order GETS_80 = order("80", Side.TO);

    @Test
    void aPriceThatAnswersTheOrderIsBelieved() {
        Price price = price("1500.00", "80.000000", "0.054", NOW.plusSeconds(1));

        assertThat(Credibility.believedUntilExpiry(PAYS_1500, price, NOW)).isEqualTo(price);
        assertThat(Credibility.believedUntilExpiry(GETS_80, price, NOW)).isEqualTo(price);
    }

    @Test
    void theFixedSideMustComeBackUnchanged() {
        assertNotBelieved(PAYS_1500, price("1500.01", "80.000000", null, NOW.plusSeconds(1)));
        assertNotBelieved(GETS_80, price("1500.00", "79.999999", null, NOW.plusSeconds(1)));
    }

    @Test
    void nothingForSomethingIsNoPrice() {
        assertNotBelieved(PAYS_1500, price("1500.00", "0.000000", null, NOW.plusSeconds(1)));
        assertNotBelieved(GETS_80, price("-1.00", "80.000000", null, NOW.plusSeconds(1)));
    }

    @Test
    void aPriceInOtherCurrenciesIsNone() {
        Order inColombianPesos =
                new Order(Asset.COP, Asset.USDC, new BigDecimal("1500"), Side.FROM, "PSE", "POLYGON", null);

        assertNotBelieved(inColombianPesos, price("1500.00", "80.000000", null, NOW.plusSeconds(1)));
    }

    @Test
    void whatHadExpiredOnArrivalOrNeverSaysWhenIsNoQuotation() {
        assertNotBelieved(PAYS_1500, price("1500.00", "80.000000", null, NOW));
        assertNotBelieved(PAYS_1500, price("1500.00", "80.000000", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-0.05", "0.02", "0.2", "18.75"})
    void aMidRateOutOfAllProportionIsNone(String midRate) {
        Price price = price("1500.00", "80.000000", midRate, NOW.plusSeconds(1));

        assertThat(Credibility.believed(PAYS_1500, price).midRate()).isNull();
    }

    private static void assertNotBelieved(Order order, Price price) {
        assertThatThrownBy(() -> Credibility.believedUntilExpiry(order, price, NOW))
                .isInstanceOf(ProviderFailure.Unavailable.class);
    }

    private static Order order(String amount, Side fixed) {
        return new Order(Asset.MXN, Asset.USDC, new BigDecimal(amount), fixed, "SPEI", "POLYGON", null);
    }

    private static Price price(String from, String to, @Nullable String midRate, @Nullable Instant expiresAt) {
        return new Price(
                "q-1",
                new Money(Asset.MXN, new BigDecimal(from)),
                new Money(Asset.USDC, new BigDecimal(to)),
                midRate == null ? null : new MidRate(new BigDecimal(midRate), BigDecimal.ZERO),
                Binding.LOCKED,
                expiresAt);
    }
}
