package io.pasarela.system.quote;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.RunningSystem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A price to act on: exact, itemised, bounded in time, and never somebody else's. */
class QuotationIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    /** The pairs are cached for an hour, with the lifetime that the simulator tells now. */
    @BeforeEach
    void withThePairsKnown() {
        assertThat(gateway.get("/api/v2/pairs").status()).isEqualTo(200);
    }

    @AfterEach
    void asBefore() {
        system.simulator().settings("{\"quotationLifetimeMs\":30000,\"rateDirection\":\"TO_PER_FROM\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "MXN,USDC,1500.00,false,SPEI,POLYGON,TO_PER_FROM,80",
        "MXN,USDC,1999999.99,false,SPEI,SOLANA,FROM_PER_TO,80",
        "MXN,USDC,80.123456,true,SPEI,POLYGON,TO_PER_FROM,80",
        "COP,USDT,123456.78,false,PSE,TRON,TO_PER_FROM,120",
        "COP,USDT,33.333333,true,TRANSFIYA,BSC,FROM_PER_TO,150",
        "USDC,COP,77.777777,false,POLYGON,BREB,TO_PER_FROM,90",
        "USDC,COP,1000000.01,true,POLYGON,PSE,TO_PER_FROM,100",
        "USDT,MXN,99999.999999,false,PRE_FUND_POLYGON,SPEI,TO_PER_FROM,50"
    })
    void everyFeeIsItemisedAndTheIdentitiesHold(
            String from,
            String to,
            String amount,
            boolean amountIsTo,
            String cashIn,
            String cashOut,
            String dialect,
            long costBps) {
        system.simulator().settings("{\"rateDirection\":\"%s\"}".formatted(dialect));

        var answer = gateway.post("/api/v2/quotations", request(from, to, amount, amountIsTo, cashIn, cashOut, ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(decimal(answer, amountIsTo ? "toAmount" : "fromAmount")).isEqualByComparingTo(amount);
        assertIdentities(answer.body());
        assertThat(answer.text("breakdown")).isEqualTo("FULL");
        assertThat(answer.text("midRateSource")).isEqualTo("PROVIDER");
        assertThat(answer.body().path("allInCostBps").asLong()).isEqualTo(costBps);
        assertThat(answer.body().path("fees")).singleElement().satisfies(fee -> {
            assertThat(fee.path("type").asText()).isEqualTo("PROVIDER_FEE");
            assertThat(fee.path("basis").asText()).isEqualTo("DERIVED_FROM_PAIR_FEE");
            assertThat(fee.path("currency").asText()).isEqualTo(from);
        });
    }

    @ParameterizedTest
    @CsvSource({"1", "110000"})
    void withTheReceiversAmountFixedTheLimitsOfThePaymentAreTold(String amount) {
        var answer = gateway.post("/api/v2/quotations", request("MXN", "USDC", amount, true, "SPEI", "POLYGON", ""));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("code")).isEqualTo("INVALID_REQUEST");
        assertThat(answer.body().at("/errors/0/field").asText()).isEqualTo("amount");
        assertThat(answer.body().at("/errors/0/message").asText()).contains("50 MXN", "2000000 MXN");
    }

    @Test
    void aSimulationClaimsNoMoreThanTheProviderDiscloses() {
        var answer = gateway.post(
                "/api/v2/quotations/simulation", request("MXN", "USDC", amount(), false, "SPEI", "POLYGON", ""));

        assertThat(answer.status()).isEqualTo(200);
        assertIdentities(answer.body());
        assertThat(answer.text("breakdown")).isEqualTo("PARTIAL");
        assertThat(answer.body().has("id")).isFalse();
        assertThat(answer.body().has("expiresAt")).isFalse();
        assertThat(answer.text("binding")).isEqualTo("INDICATIVE");
        assertThat(answer.body().has("providerQuotationId")).isFalse();
        assertThat(answer.body().has("midRate")).isFalse();
        assertThat(answer.body().has("allInCostBps")).isFalse();
    }

    @Test
    void whatIsLeftOfItsLifeIsToldAtTheMomentOfTheAnswer() {
        system.simulator().settings("{\"quotationLifetimeMs\":1500}");

        var fresh = gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");
        String path = "/api/v2/quotations/" + fresh.text("id");
        eventually(() -> assertThat(gateway.get(path).text("status")).isEqualTo("EXPIRED"));
        var expired = gateway.get(path);
        var unknown = gateway.get("/api/v2/quotations/" + UUID.randomUUID());

        assertThat(fresh.text("status")).isEqualTo("OPEN");
        assertThat(fresh.body().path("expiresInSeconds").asLong(-1)).isBetween(0L, 1L);
        assertThat(Instant.parse(fresh.text("expiresAt"))).isBefore(Instant.now());
        assertThat(expired.status()).isEqualTo(200);
        assertThat(expired.body().path("expiresInSeconds").asLong(-1)).isZero();
        assertThat(expired.text("fromAmount")).isEqualTo("1500.00");
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.text("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void aMinimumLifeIsGiven() {
        var answer = gateway.post(
                "/api/v2/quotations",
                request("MXN", "USDC", "1500", false, "SPEI", "POLYGON", ",\"minValiditySeconds\":10"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        assertThat(Duration.between(Instant.now(), Instant.parse(answer.text("expiresAt"))))
                .isGreaterThan(Duration.ofSeconds(5));
    }

    @Test
    void aMinimumLifeThatThePairDoesNotOfferIsRefusedBeforeTheProviderIsAsked() {
        long before = system.simulator().quotationsGiven();

        var answer = gateway.send(
                posted(request("MXN", "USDC", "1500", false, "SPEI", "POLYGON", ",\"minValiditySeconds\":\"3600\""))
                        .header("Accept-Language", "pt"));

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(422);
        assertThat(answer.text("code")).isEqualTo("VALIDITY_UNAVAILABLE");
        assertThat(answer.text("nextAction")).isEqualTo("FIX_REQUEST");
        assertThat(answer.text("detail")).contains("30 seconds");
        assertThat(answer.text("userMessage")).startsWith("Este preço não pode");
        assertThat(system.simulator().quotationsGiven()).isEqualTo(before);
    }

    @Test
    void aMinimumLifeThatTheProviderBreaksIsRefusedAfterAll() {
        system.simulator().settings("{\"quotationLifetimeMs\":5000}");

        var answer = gateway.post(
                "/api/v2/quotations",
                request("MXN", "USDC", "1500", false, "SPEI", "POLYGON", ",\"minValiditySeconds\":20"));

        assertThat(answer.text("code")).isEqualTo("VALIDITY_UNAVAILABLE");
        assertThat(answer.text("detail")).contains("lasts 4 seconds");
    }

    @Test
    void aPriceThatHasExpiredOnArrivalIsAFailureOfTheProvider() {
        system.simulator().settings("{\"quotationLifetimeMs\":0}");

        var answer = gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.text("code")).isEqualTo("PROVIDER_UNAVAILABLE");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void everyBindingQuotationIsTheProvidersAnswerToThatVeryRequest() {
        long before = system.simulator().quotationsGiven();

        List<Answer> answers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(_ -> gateway.quote("MXN", "USDC", "1234.56", "SPEI", "POLYGON"))
                .toList();

        assertThat(answers).extracting(answer -> answer.text("id")).doesNotHaveDuplicates();
        assertThat(answers)
                .extracting(answer -> answer.text("providerQuotationId"))
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).isNotBlank());
        assertThat(system.simulator().quotationsGiven() - before).isEqualTo(8);
    }

    @Test
    void identicalSimulationsOfOneUserWithinASecondShareOneCall() {
        // A second is short on a busy machine: what counts is that it is reached, not that it is reached at once.
        eventually(() -> {
            String amount = amount();
            long before = system.simulator().simulationsGiven();

            simulate(gateway, amount);
            List<Answer> others = IntStream.range(0, 6)
                    .parallel()
                    .mapToObj(i -> simulate(gateway, i % 2 == 0 ? amount : amount + "0"))
                    .toList();

            assertThat(others)
                    .extracting(Answer::body)
                    .containsOnly(others.getFirst().body());
            assertThat(system.simulator().simulationsGiven() - before).isEqualTo(1);
        });
    }

    @Test
    void simulationsOfTwoUsersOrOfTwoClientsShareNothing() {
        String amount = amount();
        long before = system.simulator().simulationsGiven();

        simulate(system.as(Client.DEMO_APP, "ana"), amount);
        simulate(system.as(Client.DEMO_APP, "berta"), amount);
        simulate(system.as(Client.OTHER_APP, "ana"), amount);

        assertThat(system.simulator().simulationsGiven() - before).isEqualTo(3);
    }

    private static Answer simulate(Gateway gateway, String amount) {
        return gateway.post(
                "/api/v2/quotations/simulation", request("MXN", "USDC", amount, false, "SPEI", "POLYGON", ""));
    }

    /** An amount with one decimal that no other test asks for. */
    private static String amount() {
        return "%d.%d"
                .formatted(
                        ThreadLocalRandom.current().nextInt(1000, 900_000),
                        ThreadLocalRandom.current().nextInt(1, 10));
    }

    private java.net.http.HttpRequest.Builder posted(String body) {
        return gateway.request("/api/v2/quotations")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body));
    }

    private static String request(
            String from, String to, String amount, boolean isTo, String cashIn, String cashOut, String more) {
        return """
               {"fromCurrency":"%s","toCurrency":"%s","amount":"%s","amountIsToCurrency":%s,"cashInMethod":"%s","cashOutMethod":"%s"%s}
               """.formatted(from, to, amount, isTo, cashIn, cashOut, more);
    }

    /** From the answer alone, as a client would check it. */
    private static void assertIdentities(JsonNode quotation) {
        BigDecimal from = decimal(quotation, "fromAmount");
        BigDecimal to = decimal(quotation, "toAmount");
        BigDecimal converted = decimal(quotation, "convertedAmount");
        BigDecimal fees = BigDecimal.ZERO.setScale(from.scale());
        for (JsonNode fee : quotation.path("fees")) {
            fees = fees.add(decimal(fee, "amount"));
        }

        assertThat(decimal(quotation, "feeTotal")).isEqualTo(fees);
        assertThat(converted.add(fees)).isEqualTo(from);
        assertThat(product(quotation, "totalPrice", to, from)).isEqualTo(from);
        assertThat(product(quotation, "price", to, from)).isEqualTo(converted);
        assertThat(product(quotation, "rate", from, to)).isEqualTo(to);
    }

    private static BigDecimal product(JsonNode quotation, String price, BigDecimal amount, BigDecimal scaleOf) {
        return decimal(quotation, price).multiply(amount).setScale(scaleOf.scale(), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal decimal(Answer answer, String field) {
        return decimal(answer.body(), field);
    }

    private static BigDecimal decimal(JsonNode json, String field) {
        assertThat(json.path(field).isTextual()).as("%s of %s", field, json).isTrue();
        return new BigDecimal(json.path(field).asText());
    }
}
