package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    @Test
    void whatACustomerReceivesIsRoundedDown() {
        assertThat(Money.received(Asset.USDC, new BigDecimal("80.4321999"))).hasToString("80.432199 USDC");
    }

    @Test
    void whatACustomerPaysIsRoundedUp() {
        assertThat(Money.paid(Asset.MXN, new BigDecimal("1500.001"))).hasToString("1500.01 MXN");
    }

    @Test
    void aStatedAmountIsNeverRounded() {
        assertThatThrownBy(() -> Money.exactly(Asset.MXN, new BigDecimal("1500.001")))
                .hasMessage("MXN has at most 2 decimals");
    }

    @Test
    void aStatedAmountGetsTheScaleOfItsAsset() {
        assertThat(Money.exactly(Asset.USDC, new BigDecimal("80.5"))).hasToString("80.500000 USDC");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999", "1e-999999", "1e16", "9999999999999999"})
    void anAbsurdAmountIsRefusedBeforeAnyArithmetic(String absurd) {
        assertThatThrownBy(() -> Money.received(Asset.USDC, new BigDecimal(absurd)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAssetIsFoundByItsExactCodeOnly() {
        assertThat(Asset.find("USDC")).contains(Asset.USDC);
        assertThat(Asset.find("usdc")).isEmpty();
    }
}
