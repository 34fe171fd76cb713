package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RampTest {
    private Bench bench;
    private Trade trade;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(Bench.HURRIED.with("automaticPayment", false));
        trade = Trade.prepare(bench);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String code(Bench.Answer answer) throws Exception {
        return answer.status() + " " + answer.json().path("errorCode").asText();
    }

    @Test
    void anOnRampWaitsForItsPaymentAndThenCompletes() throws Exception {
        JsonNode created = trade.on("order-1").json();
        String id = created.path("id").asText();
        trade.awaitStatus(id, "CASH_IN_REQUESTED");

        Bench.Answer paid = bench.post("/faker/cash-in", "{\"rampId\":\"%s\"}".formatted(id));

        assertThat(paid.status()).isEqualTo(201);
        assertThat(created.path("status").asText()).isEqualTo("CREATED");
        assertThat(created.path("type").asText()).isEqualTo("ON");
        assertThat(created.path("paymentInfo").get(0).path("url").asText()).startsWith("http://127.0.0.1:");
        trade.awaitStatus(id, "COMPLETED");
        assertThat(bench.get("/ramps/" + id).json().path("transferProof").asText())
                .startsWith("0x");
        assertThat(bench.get("/ramps/" + id + "/status-history").json().findValuesAsText("status"))
                .containsExactly(
                        "CREATED",
                        "CASH_IN_REQUESTED",
                        "CASH_IN_PROCESSING",
                        "CASH_IN_COMPLETED",
                        "CONVERSION_PROCESSING",
                        "CONVERSION_COMPLETED",
                        "CASH_OUT_PROCESSING",
                        "CASH_OUT_COMPLETED",
                        "COMPLETED");
    }

    @Test
    void anOffRampNeedsCashInAndCashOut() throws Exception {
        JsonNode created = trade.off("order-1").json();
        String body = "{\"rampId\":\"%s\"}".formatted(created.path("id").asText());

        bench.post("/faker/cash-in", body);
        trade.awaitStatus(created.path("id").asText(), "CASH_OUT_PROCESSING");
        bench.post("/faker/cash-out", body);

        assertThat(created.path("paymentInfo").get(0).path("network").asText()).isEqualTo("POLYGON");
        trade.awaitStatus(created.path("id").asText(), "COMPLETED");
        assertThat(code(bench.post("/faker/cash-out", body))).isEqualTo("400 RAMP.0006");
    }

    @Test
    void cashOutAloneCompletesAnOffRamp() throws Exception {
        String id = Trade.id(trade.off("order-1"));

        bench.post("/faker/cash-out", "{\"rampId\":\"%s\"}".formatted(id));

        trade.awaitStatus(id, "COMPLETED");
    }

    @Test
    void speiInstructionsKeepKillbsCapitals() throws Exception {
        String quotation =
                Trade.id(bench.post("/quotations", Trade.quotation("MXN", "USDC", "500", false, "SPEI", "POLYGON")));

        JsonNode info = bench.post("/ramps", trade.order(quotation, trade.walletId(), "o"))
                .json()
                .path("paymentInfo")
                .get(0);

        assertThat(info.fieldNames())
                .toIterable()
                .containsExactly("network", "Bank", "Beneficiary", "CLABE", "concepto");
    }

    @Test
    void aPreFundedRampRunsAtOnceAndCostsTheBalance() throws Exception {
        JsonNode ramp = bench.post(
                        "/ramps", trade.order(trade.quoteOff("100", "PRE_FUND_POLYGON"), trade.bankId(), "o"))
                .json();

        trade.awaitStatus(ramp.path("id").asText(), "COMPLETED");
        assertThat(ramp.has("paymentInfo")).isFalse();
        assertThat(ramp.path("isPreFunded").booleanValue()).isTrue();
        assertThat(bench.get("/customers/balances").json().get(0).path("amount").asText())
                .isEqualTo("99900");
    }

    @Test
    void anExpiredOrUsedQuotationIsRefused() throws Exception {
        String old = trade.quoteOn("400000");
        bench.sim("POST", "/clock", "{\"advanceMs\":30000}");
        String fresh = trade.quoteOn("400000");
        bench.post("/ramps", trade.order(fresh, trade.walletId(), "first"));

        Bench.Answer expired = bench.post("/ramps", trade.order(old, trade.walletId(), "second"));
        Bench.Answer used = bench.post("/ramps", trade.order(fresh, trade.walletId(), "third"));

        assertThat(code(expired)).isEqualTo("400 RAMP.0001");
        assertThat(code(used)).isEqualTo("400 RAMP.0001");
        assertThat(used.json().path("message").get(0).asText()).isEqualTo("Quotation already used");
    }

    @Test
    void aDuplicateExternalIdNeverMakesASecondRamp() throws Exception {
        JsonNode first = trade.on("same").json();
        Bench.Answer conflict = trade.on("same");
        bench.sim("PUT", "/settings", "{\"duplicateExternalId\":\"FIRST_RESOURCE\"}");
        Bench.Answer replay = trade.on("same");

        assertThat(code(conflict)).isEqualTo("409 RAMP.0009");
        assertThat(replay.status()).isEqualTo(201);
        assertThat(replay.json().path("id")).isEqualTo(first.path("id"));
        assertThat(bench.get("/ramps").json().path("ramps")).hasSize(1);
        assertThat(bench.sim("GET", "/stats", "").json().path("ramps").intValue())
                .isEqualTo(1);
    }

    @Test
    void unknownAndUnsuitablePartiesAreToldApart() throws Exception {
        String quotation = trade.quoteOn("400000");
        String nobody = trade.order(quotation, trade.walletId(), "o").replace(trade.userId(), "nobody");

        assertThat(code(bench.post("/ramps", nobody))).isEqualTo("404 USER.0001");
        assertThat(code(bench.post("/ramps", trade.order("none", trade.walletId(), "o"))))
                .isEqualTo("404 QUOTATION.0001");
        assertThat(code(bench.post("/ramps", trade.order(quotation, "none", "o"))))
                .isEqualTo("404 ACCOUNT.0001");
        assertThat(code(bench.post("/ramps", trade.order(quotation, trade.bankId(), "o"))))
                .isEqualTo("400 RAMP.0004");
        bench.sim("PATCH", "/accounts/" + trade.walletId(), "{\"status\":\"INACTIVE\"}");
        assertThat(code(bench.post("/ramps", trade.order(quotation, trade.walletId(), "o"))))
                .isEqualTo("400 RAMP.0004");
    }

    @Test
    void aUserCannotGoBeyondTheDailyLimitOfItsLevel() throws Exception {
        Bench.Answer large =
                bench.post("/ramps", trade.order(trade.quoteOff("2400", "POLYGON"), trade.bankId(), "within"));
        Bench.Answer more =
                bench.post("/ramps", trade.order(trade.quoteOff("200", "POLYGON"), trade.bankId(), "beyond"));

        assertThat(large.status()).isEqualTo(201);
        assertThat(code(more)).isEqualTo("400 RAMP.0003");
    }

    @Test
    void aSplitPayoutMustAddUp() throws Exception {
        String quotation = trade.quoteOff("100", "POLYGON");
        String body = """
                {"quotationId":"%s","userId":"%s","accounts":[{"id":"%s","amount":1}]}""".formatted(quotation, trade.userId(), trade.bankId());

        assertThat(code(bench.post("/ramps", body))).isEqualTo("400 INVALID.INPUT");
    }

    @Test
    void rampsAreListedInPagesAndFoundByExternalIdAndStatus() throws Exception {
        for (int i = 1; i <= 3; i++) {
            trade.on("order-" + i);
        }

        JsonNode page = bench.get("/ramps?limit=2&page=2").json();

        assertThat(page.path("totalPage").intValue()).isEqualTo(2);
        assertThat(page.path("ramps").findValuesAsText("externalId")).containsExactly("order-3");
        assertThat(bench.get("/ramps?externalId=order-2").json().path("ramps")).hasSize(1);
        assertThat(bench.get("/ramps?status=COMPLETED").json().path("ramps")).isEmpty();
    }

    @Test
    void anyStatusCanBeForced() throws Exception {
        String id = Trade.id(trade.on("order-1"));

        bench.sim("POST", "/ramps/" + id + "/status", "{\"status\":\"REVIEW_NEEDED\",\"details\":\"papers\"}");

        JsonNode ramp = bench.get("/ramps/" + id).json();
        assertThat(ramp.path("status").asText()).isEqualTo("REVIEW_NEEDED");
        assertThat(ramp.path("details").asText()).isEqualTo("papers");
        bench.sim("POST", "/ramps/" + id + "/pay", "");
        trade.awaitStatus(id, "COMPLETED");
    }

    @Test
    void thePaymentPagePays() throws Exception {
        JsonNode ramp = trade.on("order-1").json();
        String path =
                URI.create(ramp.path("paymentInfo").get(0).path("url").asText()).getPath();

        Bench.Answer page = bench.send("POST", path, "", Duration.ofSeconds(5));

        assertThat(page.text()).contains("Paid");
        trade.awaitStatus(ramp.path("id").asText(), "COMPLETED");
    }

    @Test
    void theSdksMisspeltAddressWorks() throws Exception {
        String id = Trade.id(trade.on("order-1"));

        assertThat(bench.send("GET", "/api/vramps/" + id, "", Duration.ofSeconds(5))
                        .status())
                .isEqualTo(200);
    }
}
