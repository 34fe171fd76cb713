package io.pasarela.quote.quotation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.quote.processing.ProcessingTime;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    @ParameterizedTest
    @CsvSource({"0.0541,", "0.05405,80", "0.054050,80"})
    void aCostIsToldOnlyWhenTheRateWasStatedPreciselyEnough(String stated, @Nullable Long bps) {
        Money from = new Money(Asset.MXN, new BigDecimal("1500.00"));
        Money to = new Money(Asset.USDC, new BigDecimal("80.426400"));
        Price price =
                new Price("q-1", from, to, MidRate.stated(new BigDecimal(stated)), Binding.LOCKED, NOW.plusSeconds(30));

        assertThat(quotation(price, Side.FROM).allInCostBps()).isEqualTo(bps);
    }

    @Test
    void aSimulationBindsNobodyWhateverTheProviderSays() {
        Price price = price(
                        new Money(Asset.MXN, new BigDecimal("1500.00")),
                        new Money(Asset.USDC, new BigDecimal("80.000000")))
                .simulated();

        Quotation simulated = quotation(price, Side.FROM).at(NOW);

        assertThat(simulated.binding()).isEqualTo(Binding.INDICATIVE);
        assertThat(simulated.providerQuotationId()).isNull();
        assertThat(simulated.expiresAt()).isNull();
        assertThat(simulated.status()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "29999,, ",
        "30000,,QUOTATION_EXPIRED",
        "10000,20, ",
        "10001,20,VALIDITY_UNAVAILABLE",
        "40000,20,QUOTATION_EXPIRED"
    })
    void whatRanOutBeforeItsAnswerIsNoQuotation(
            long millisLater, @Nullable String minValidity, @Nullable ProblemCode refusal) {
        var request = new QuotationRequest("MXN", "USDC", "1500.00", false, "SPEI", "POLYGON", minValidity, null);
        Quotation quotation = quotation(Asset.MXN, "1500.00", Asset.USDC, "80.432432");
        Instant answer = NOW.plusMillis(millisLater);

        var refused =
                catchThrowableOfType(ProblemException.class, () -> QuotationRules.answered(request, quotation, answer));

        assertThat(refused == null ? null : refused.code()).isEqualTo(refusal);
    }

    @Test
    void aUserSeesWhatIsForThatUserAndTheClientSeesAll() {
        Quotation quotation = quotation(Asset.MXN, "1500.00", Asset.USDC, "80.432432");
        var anas = new Quotations.Stored("demo-app", "ana", quotation);
        var nobodys = new Quotations.Stored("demo-app", null, quotation);

        assertThat(anas.isVisibleTo(new Caller("demo-app", "ana"))).isTrue();
        assertThat(anas.isVisibleTo(new Caller("demo-app", "berta"))).isFalse();
        assertThat(anas.isVisibleTo(new Caller("other-app", "ana"))).isFalse();
        assertThat(anas.isVisibleTo(new Caller("other-app", null))).isFalse();
        assertThat(nobodys.isVisibleTo(new Caller("demo-app", "ana"))).isFalse();
        assertThat(List.of(anas, nobodys)).allMatch(it -> it.isVisibleTo(new Caller("demo-app", null)));
    }

    @ParameterizedTest
    @CsvSource({
        "0.0000001,0.0000001",
        "1500.10,1500.10",
        "1500,1500",
        "15e2,1500",
        "'\"15e2\"',15e2",
        "1e999999,1E+999999"
    })
    void anAmountAsANumberIsReadTheSameAloneAndInABatch(String written, String read) throws JsonProcessingException {
        String json = "{\"amount\":%s}".formatted(written);

        QuotationRequest alone = JSON.readValue(json, QuotationRequest.class);
        QuotationRequest inABatch = JSON.treeToValue(JSON.readTree(json), QuotationRequest.class);

        assertThat(alone.amount()).isEqualToIgnoringCase(written.startsWith("1e999") ? written : read);
        assertThat(inABatch.amount()).isEqualTo(read);
    }

    private static Quotation quotation(Asset from, String paid, Asset to, String received) {
        return quotation(new Money(from, new BigDecimal(paid)), new Money(to, new BigDecimal(received)), Side.FROM);
    }

    private static Quotation quotation(Money from, Money to, Side fixed) {
        return quotation(price(from, to), fixed);
    }

    private static Quotation quotation(Price price, Side fixed) {
        Money from = price.from();
        Money to = price.to();
        Order order = new Order(
                from.asset(), to.asset(), (fixed == Side.FROM ? from : to).amount(), fixed, "SPEI", "POLYGON", null);
        Pair pair = new Pair(
                from.asset(), to.asset(), "SPEI", "POLYGON", null, null, new BigDecimal("0.8"), Duration.ofSeconds(30));
        return Quotation.of(
                UUID.randomUUID(),
                "killb",
                new Wanted(order, pair, null, null),
                price,
                new ProcessingTime(Duration.ofMinutes(30), null, null, "DEFAULT", null),
                null,
                NOW);
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
