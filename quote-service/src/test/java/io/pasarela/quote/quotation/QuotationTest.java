package io.pasarela.quote.quotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.quote.processing.ProcessingTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationTest {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {3, 20261123})
    void whatIsWrittenKeepsTheIdentitiesToTheLastDecimal(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Asset from = Asset.values()[random.nextInt(Asset.values().length)];
            Asset to = Asset.values()[random.nextInt(Asset.values().length)];
            Money paid = new Money(from, BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000_000L), from.scale()));
            Money received = new Money(to, BigDecimal.valueOf(random.nextLong(1, 1_000_000_000_000_000L), to.scale()));

            JsonNode json = written(quotation(paid, received, random.nextBoolean() ? Side.FROM : Side.TO));

            assertThat(json.toString()).doesNotContainPattern("\"-?[0-9.]+E");
            assertThat(product(json, "totalPrice", "toAmount", from))
                    .as("%s", json)
                    .isEqualTo(paid.amount());
            assertThat(product(json, "price", "toAmount", from))
                    .as("%s", json)
                    .isEqualTo(decimal(json, "convertedAmount"))
                    .isEqualTo(paid.amount().subtract(decimal(json, "feeTotal")));
            assertThat(product(json, "rate", "fromAmount", to)).as("%s", json).isEqualTo(received.amount());
        }
    }

    @Test
    void itComesBackFromTheStoreAsItWasKept() throws JsonProcessingException {
        Quotation kept = quotation(Asset.MXN, "1500.00", Asset.USDC, "80.432432");

        Quotation read = JSON.readValue(JSON.writeValueAsString(kept), Quotation.class);

        assertThat(read).isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({"0,OPEN,30", "1,OPEN,29", "29999,OPEN,0", "30000,EXPIRED,0", "90000,EXPIRED,0"})
    void itSaysWhatIsLeftOfItsLife(long millisLater, String status, long secondsLeft) {
        Quotation later =
                quotation(Asset.MXN, "1500.00", Asset.USDC, "80.432432").at(NOW.plusMillis(millisLater));

        assertThat(later.status()).isEqualTo(status);
        assertThat(later.expiresInSeconds()).isEqualTo(secondsLeft);
    }

    @Test
    void anEstimateScalesTheRecentPriceToTheOrder() {
        Price recent = price(
                new Money(Asset.MXN, new BigDecimal("1500.00")), new Money(Asset.USDC, new BigDecimal("80.000000")));

        Estimate paid = Estimate.of(order(Side.FROM, "100"), recent, NOW);
        Estimate received = Estimate.of(order(Side.TO, "100"), recent, NOW);

        assertThat(paid.to()).hasToString("5.333333 USDC");
        assertThat(received.from()).hasToString("1875.00 MXN");
        assertThat(received.pricedAt()).isEqualTo(NOW);
        assertThatThrownBy(() -> Estimate.of(order(Side.TO, "999999999999999"), recent, NOW))
                .isInstanceOf(ProblemException.class);
    }

    private static Quotation quotation(Asset from, String paid, Asset to, String received) {
        return quotation(new Money(from, new BigDecimal(paid)), new Money(to, new BigDecimal(received)), Side.FROM);
    }

    private static Quotation quotation(Money from, Money to, Side fixed) {
        Order order = new Order(
                from.asset(), to.asset(), (fixed == Side.FROM ? from : to).amount(), fixed, "SPEI", "POLYGON", null);
        Pair pair = new Pair(
                from.asset(), to.asset(), "SPEI", "POLYGON", null, null, new BigDecimal("0.8"), Duration.ofSeconds(30));
        return Quotation.of(
                UUID.randomUUID(),
                "killb",
                new Wanted(order, pair, null, null),
                price(from, to),
                new ProcessingTime(Duration.ofMinutes(30), null, null, "DEFAULT", null),
                null,
                NOW);
    }

    private static Order order(Side fixed, String amount) {
        return new Order(Asset.MXN, Asset.USDC, new BigDecimal(amount), fixed, "SPEI", "POLYGON", null);
    }

    private static Price price(Money from, Money to) {
        return new Price("q-1", from, to, null, Binding.LOCKED, NOW.plusSeconds(30));
    }

    private static JsonNode written(Quotation quotation) {
        try {
            return JSON.readTree(JSON.writeValueAsString(quotation));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static BigDecimal product(JsonNode json, String price, String amount, Asset scaleOf) {
        return decimal(json, price).multiply(decimal(json, amount)).setScale(scaleOf.scale(), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal decimal(JsonNode json, String field) {
        return new BigDecimal(json.path(field).asText());
    }
}
