package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.WebhookDecoder.News;
import io.pasarela.providers.WebhookDecoder.UnreadableWebhook;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KillbReadingTest {

    @ParameterizedTest
    @CsvSource({"1777629630000", "1777629630", "'\"2026-05-01T10:00:30.000Z\"'"})
    void aTimeIsReadInWhicheverUnitItWasWritten(String written) {
        assertThat(KillbReading.instant(json("{\"expiresAt\":" + written + "}"), "expiresAt"))
                .isEqualTo(Instant.parse("2026-05-01T10:00:30Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"24.1", "\"24.1\""})
    void anAmountIsReadFromANumberOrAString(String written) {
        assertThat(KillbReading.decimal(json("{\"amount\":" + written + "}"), "amount"))
                .isEqualTo("24.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "\"much\"", "true"})
    void whatIsNoAmountIsAbsent(String written) {
        assertThat(KillbReading.decimal(json("{\"amount\":" + written + "}"), "amount"))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "\"1e-999999999\"", "\"-1E+2000000000\"", "1e101", "1e-101"})
    void aNumberThatTakesAGigabyteToWriteOutHangsNobody(String written) {
        assertThat(KillbReading.decimal(json("{\"amount\":" + written + "}"), "amount"))
                .isNull();
    }

    @Test
    void absurdFeesAndLimitsOfAPairCountAsNotStated() {
        var pairs = KillbQuotations.pairs(json("""
                {"strategies":[{"fromCurrency":"MXN","toCurrency":"USDC","cashInMethod":"SPEI","cashOutMethod":"POLYGON",
                "minimumQuote":1e-999999999,"MaximumQuote":1e999999999,"fee":1e-999999999,"expirationTimeInMs":1e30}]}"""));

        assertThat(pairs).singleElement().satisfies(pair -> {
            assertThat(pair.minimum()).isNull();
            assertThat(pair.maximum()).isNull();
            assertThat(pair.feePercent()).isNull();
            assertThat(pair.validity()).isNull();
        });
    }

    @Test
    void aRateIsTurnedTheRightWayRound() {
        Money from = Money.exactly(Asset.COP, new BigDecimal("100000"));
        Money to = Money.exactly(Asset.USDC, new BigDecimal("24.1"));

        assertThat(KillbReading.directed(new BigDecimal("0.00024"), from, to))
                .isEqualTo(MidRate.stated(new BigDecimal("0.00024")));
        MidRate turned = Objects.requireNonNull(KillbReading.directed(new BigDecimal("4000"), from, to));
        assertThat(turned.rate()).isEqualByComparingTo("0.00025");
        assertThat(turned.error())
                .isEqualTo(MidRate.stated(new BigDecimal("4000")).error());
    }

    @Test
    void aRateWhoseDirectionCannotBeToldIsAbsent() {
        Money from = Money.exactly(Asset.USD, new BigDecimal("100"));
        Money to = Money.exactly(Asset.USDC, new BigDecimal("99.5"));

        assertThat(KillbReading.directed(new BigDecimal("1.001"), from, to)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATED",
                "CASH_IN_REQUEST",
                "CASH_IN_REQUESTED",
                "CASH_IN_PENDING",
                "CASH_IN_PROCESSING",
                "CASH_IN_COMPLETED",
                "CONVERSION_REQUEST",
                "CONVERSION_REQUESTED",
                "CONVERSION_PENDING",
                "CONVERSION_PROCESSING",
                "CONVERSION_COMPLETED",
                "CASH_OUT_REQUEST",
                "CASH_OUT_REQUESTED",
                "CASH_OUT_PENDING",
                "CASH_OUT_PROCESSING",
                "CASH_OUT_COMPLETED",
                "COMPLETED",
                "CANCELED",
                "FAILED",
                "REJECTED",
                "ERROR",
                "REVIEW_NEEDED",
                "EXPIRED",
                "QUOTE_CREATED",
                "PENDING_PAYMENT",
                "PROCESSING"
            })
    void everyDocumentedStatusHasAMeaning(String status) {
        assertThat(KillbStatuses.meaning(status)).isNotNull();
    }

    @Test
    void onlyCompletedMeansCompletedAndAnUnknownWordMeansNothing() {
        assertThat(KillbStatuses.meaning("COMPLETED")).isEqualTo(RampStatus.COMPLETED);
        assertThat(KillbStatuses.meaning("CASH_OUT_COMPLETED")).isEqualTo(RampStatus.PAYING_OUT);
        assertThat(KillbStatuses.meaning("MANUAL_REVISION")).isNull();
    }

    @Test
    void aWebhookWithTheBarestDataIsUnderstood() {
        News news = read(
                "{\"id\":\"e1\",\"event\":\"RAMP\",\"action\":\"UPDATE\",\"data\":{\"id\":\"r1\",\"status\":\"COMPLETED\"}}");

        assertThat(news).isInstanceOfSatisfying(News.OfRamp.class, of -> {
            assertThat(of.ramp().id()).isEqualTo("r1");
            assertThat(of.ramp().status()).isEqualTo(RampStatus.COMPLETED);
        });
    }

    @Test
    void anEventThatNobodyKnowsYetIsNoError() {
        assertThat(read("{\"id\":\"e1\",\"event\":\"CARD\",\"action\":\"CREATE\",\"data\":{}}"))
                .isEqualTo(new News.Other("CARD.CREATE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRANSACTION", "CUSTODIAL_ACCOUNT", "PAYOUT"})
    void anEventAboutOurOwnMoneyIsAboutFunds(String event) {
        assertThat(read("{\"id\":\"e1\",\"event\":\"%s\",\"action\":\"UPDATE\",\"data\":{}}".formatted(event)))
                .isEqualTo(new News.OfFunds(event + ".UPDATE"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{}",
                "{\"event\":\"RAMP\",\"data\":{\"id\":\"r1\"}}",
                "{\"event\":\"RAMP\",\"data\":7}"
            })
    void aWebhookThatSaysNothingIsUnreadable(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(UnreadableWebhook.class);
    }

    private static News read(String body) {
        return new KillbWebhooks().news(body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(String text) {
        try {
            return KillbReading.JSON.readTree(text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
