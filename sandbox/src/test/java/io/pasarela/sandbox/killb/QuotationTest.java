package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class QuotationTest {
    private Bench bench;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(Bench.HURRIED.with("rateDirection", "FROM_PER_TO"));
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private JsonNode quote(String from, String to, String amount, boolean received, String in, String out)
            throws Exception {
        Bench.Answer answer = bench.post("/quotations", Trade.quotation(from, to, amount, received, in, out));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json();
    }

    @Test
    void theReceiverIsRoundedDownToTheLastDecimal() throws Exception {
        JsonNode quotation = quote("COP", "USDC", "100000.01", false, "PSE", "POLYGON");

        BigDecimal mid = quotation.path("spotPrice").decimalValue();
        BigDecimal exact =
                new BigDecimal("100000.01").multiply(new BigDecimal("0.988")).divide(mid, 6, RoundingMode.DOWN);
        assertThat(quotation.path("fromAmount").decimalValue()).isEqualByComparingTo("100000.01");
        assertThat(quotation.path("toAmount").decimalValue()).isEqualByComparingTo(exact);
    }

    @Test
    void thePayerIsRoundedUpAndTheReceiverGetsWhatWasAskedFor() throws Exception {
        JsonNode quotation = quote("USDC", "MXN", "1000.01", true, "POLYGON", "SPEI");

        JsonNode simulated = bench.sim("PUT", "/settings", "{\"rateDirection\":\"TO_PER_FROM\"}")
                .json();
        JsonNode again = quote("USDC", "MXN", "1000.01", true, "POLYGON", "SPEI");
        BigDecimal exact = new BigDecimal("1000.01")
                .divide(new BigDecimal("0.993").multiply(again.path("spotPrice").decimalValue()), 6, RoundingMode.UP);
        assertThat(simulated.path("rateDirection").asText()).isEqualTo("TO_PER_FROM");
        assertThat(quotation.path("toAmount").decimalValue()).isEqualByComparingTo("1000.01");
        assertThat(quotation.path("fromAmount").decimalValue()).isEqualByComparingTo(exact);
    }

    @Test
    void numbersAreWrittenWithoutExponentOrTrailingZeros() throws Exception {
        Bench.Answer answer =
                bench.post("/quotations", Trade.quotation("COP", "USDC", "1.5e6", false, "PSE", "POLYGON"));

        assertThat(answer.text())
                .contains("\"fromAmount\":1500000,")
                .doesNotContain("E+")
                .doesNotContain("E-");
    }

    @Test
    void bothRateDirectionsAndBothUnitsOfExpiryCanBeChosen() throws Exception {
        BigDecimal guide = quote("COP", "USDC", "100000", false, "PSE", "POLYGON")
                .path("rate")
                .decimalValue();
        bench.sim("PUT", "/settings", "{\"rateDirection\":\"TO_PER_FROM\",\"expiresAtUnit\":\"SECONDS\"}");
        JsonNode reference = quote("COP", "USDC", "100000", false, "PSE", "POLYGON");

        assertThat(guide).isGreaterThan(new BigDecimal(3_000));
        assertThat(reference.path("rate").decimalValue()).isLessThan(new BigDecimal("0.001"));
        assertThat(reference.path("expiresAt").asText()).hasSize(10);
    }

    @Test
    void aSimulationHasNoIdAndNoExpiry() throws Exception {
        Bench.Answer answer =
                bench.post("/quotations/simulation", Trade.quotation("MXN", "USDT", "500", false, "SPEI", "TRON"));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().fieldNames())
                .toIterable()
                .containsExactly(
                        "fromCurrency",
                        "toCurrency",
                        "fromAmount",
                        "toAmount",
                        "rate",
                        "cashInMethod",
                        "cashOutMethod");
    }

    @Test
    void aQuotationCanBeReadBackAsRequestAndAsAnswer() throws Exception {
        String id = quote("COP", "USDC", "100000", false, "PSE", "POLYGON")
                .path("id")
                .asText();

        Bench.Answer answer = bench.get("/quotations/" + id);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("amount").decimalValue()).isEqualByComparingTo("100000");
        assertThat(answer.json().path("toAmount").isNumber()).isTrue();
    }

    @Test
    void amountsCanMoveAlongTheLockedPriceOnly() throws Exception {
        String id = quote("COP", "USDC", "100000", false, "PSE", "POLYGON")
                .path("id")
                .asText();

        Bench.Answer greedy = bench.patch("/quotations/" + id, "{\"fromAmount\":100000,\"toAmount\":30}");
        Bench.Answer fair = bench.patch("/quotations/" + id, "{\"fromAmount\":200000,\"toAmount\":40}");

        assertThat(greedy.status()).isEqualTo(400);
        assertThat(fair.json().path("fromAmount").intValue()).isEqualTo(200_000);
    }

    @Test
    void whatThePairDoesNotAllowIsRefusedWithItsReason() throws Exception {
        Bench.Answer tooLittle =
                bench.post("/quotations", Trade.quotation("COP", "USDC", "1", false, "PSE", "POLYGON"));
        Bench.Answer wrongMethod =
                bench.post("/quotations", Trade.quotation("COP", "USDC", "100000", false, "SPEI", "POLYGON"));
        Bench.Answer tooFine =
                bench.post("/quotations", Trade.quotation("COP", "USDC", "100000.001", false, "PSE", "POLYGON"));

        assertThat(tooLittle.json().path("errorCode").asText()).isEqualTo("INVALID.INPUT");
        assertThat(tooLittle.json().path("arguments").findValuesAsText("key"))
                .containsExactly("fromAmount", "minimumQuote", "MaximumQuote");
        assertThat(wrongMethod.status()).isEqualTo(400);
        assertThat(tooFine.json().path("message").get(0).asText()).contains("at most 2 decimals");
    }
}
