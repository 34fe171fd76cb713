package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.money.Asset;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers of KillB that no simulator gives. */
class KillbPriceTest {

    private static final Order ORDER =
            new Order(Asset.MXN, Asset.USDC, new BigDecimal("1500"), Side.FROM, "SPEI", "POLYGON", null);

    private static final String ANSWER = """
            {"id":"q-1","fromCurrency":"MXN","toCurrency":"USDC","fromAmount":1500,"toAmount":80.1234567,
             "cashInMethod":"SPEI","cashOutMethod":"POLYGON","expiresAt":1777629630000}""";

    @Test
    void whatIsReceivedIsRoundedDown() {
        assertThat(price(ANSWER).to()).hasToString("80.123456 USDC");
        assertThat(price(ANSWER.replace("\"toCurrency\":\"USDC\",", "")).to()).hasToString("80.123456 USDC");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"USDC\"','\"USDT\"'",
        "'\"MXN\"','\"COP\"'",
        "'\"SPEI\"','\"PSE\"'",
        "'\"POLYGON\"','\"SOLANA\"'",
        "1500,1e999999",
        "80.1234567,null",
        "80.1234567,'\"NaN\"'"
    })
    void anAnswerToSomethingElseIsNoPrice(String ordered, String answered) {
        assertThatThrownBy(() -> price(ANSWER.replace(ordered, answered)))
                .isInstanceOf(ProviderFailure.Unavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"id\":null,", "\"id\":\"\",", "\"id\":{},"})
    void aQuotationThatNoRampCouldNameIsAFailureOfTheProvider(String id) {
        JsonNode nameless = json(ANSWER.replace("\"id\":\"q-1\",", id));

        assertThatThrownBy(() -> KillbQuotations.executable(nameless, ORDER))
                .isInstanceOf(ProviderFailure.Unavailable.class);
        assertThat(KillbQuotations.price(nameless, ORDER).providerQuotationId()).isNull();
        assertThat(KillbQuotations.executable(json(ANSWER), ORDER).providerQuotationId())
                .isEqualTo("q-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"fromCurrency\":\"XXX\",\"toCurrency\":\"USDC\"}]"})
    void aListWithoutAnyUsablePairIsAFailureOfTheProvider(String strategies) {
        JsonNode nothing = json("{\"strategies\":%s}".formatted(strategies));

        assertThatThrownBy(() -> KillbQuotations.pairs(nothing)).isInstanceOf(ProviderFailure.Unavailable.class);
    }

    private static Price price(String json) {
        return KillbQuotations.price(json(json), ORDER);
    }

    private static JsonNode json(String json) {
        try {
            return KillbReading.JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
