package io.pasarela.system.quote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Gateway.Answer;
import io.pasarela.system.support.RunningSystem;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch of requests, and one request to every provider: what can be had, and a reason for what cannot. */
class SeveralQuotationsIT {

    private static final String GOOD =
            "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500.00\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}";

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
        system.simulator().outage(false);
    }

    @Test
    void aBatchAnswersEachRequestInItsPlace() {
        long before = system.simulator().quotationsGiven();

        var answer = batch(
                "",
                GOOD,
                GOOD.replace("MXN", "mxn"),
                GOOD.replace("\"1500.00\"", "[]"),
                GOOD.replace("amount", "amout"),
                GOOD.replace("1500.00", "80").replace("}", ",\"amountIsToCurrency\":true}"),
                "null",
                "7",
                GOOD.replace("1500.00", "1"),
                GOOD);

        JsonNode entries = answer.body().path("quotations");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(texts(entries, "/status"))
                .containsExactly(
                        "QUOTED", "REFUSED", "REFUSED", "REFUSED", "QUOTED", "REFUSED", "REFUSED", "REFUSED", "QUOTED");
        assertThat(texts(entries, "/problem/errors/0/code"))
                .containsExactly(
                        "", "UNKNOWN_CURRENCY", "WRONG_TYPE", "UNKNOWN_FIELD", "", "", "", "BELOW_MINIMUM", "");
        assertThat(texts(entries, "/problem/code").get(5)).isEqualTo("MALFORMED_JSON");
        assertThat(entries.at("/4/quotation/toAmount").asText()).isEqualTo("80.000000");
        assertThat(system.simulator().quotationsGiven() - before).isEqualTo(3);
        assertThat(gateway.get("/api/v2/quotations/"
                                + entries.at("/8/quotation/id").asText())
                        .text("status"))
                .isEqualTo("OPEN");
    }

    @Test
    void aBatchOfSimulationsBindsNobody() {
        long before = system.simulator().quotationsGiven();

        var answer = batch("\"simulation\":true,", GOOD, GOOD.replace("POLYGON", "SOLANA"));

        JsonNode entries = answer.body().path("quotations");
        assertThat(texts(entries, "/status")).containsExactly("QUOTED", "QUOTED");
        assertThat(entries.at("/0/quotation").has("id")).isFalse();
        assertThat(system.simulator().quotationsGiven()).isEqualTo(before);
    }

    @Test
    void twentyRequestsAreABatchAndTwentyOneAreNot() {
        var twenty = batch("", Collections.nCopies(20, GOOD).toArray(String[]::new));
        var twentyOne = batch("", Collections.nCopies(21, GOOD).toArray(String[]::new));

        assertThat(texts(twenty.body().path("quotations"), "/status"))
                .hasSize(20)
                .containsOnly("QUOTED");
        assertThat(texts(twenty.body().path("quotations"), "/quotation/id")).doesNotHaveDuplicates();
        assertThat(twentyOne.status()).isEqualTo(400);
        assertThat(twentyOne.body().at("/errors/0/field").asText()).isEqualTo("quotations");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"quotations\":[]}", "{\"quotations\":{}}", "{\"quotations\":[{}],\"x\":1}", "[]", "{"})
    void whatIsNoBatchIsRefusedAsAWhole(String body) {
        var answer = gateway.post("/api/v2/quotations/batch", body);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @Test
    void inABatchTooThePersonIsToldInTheirLanguage() {
        List<String> told = new ArrayList<>();
        for (String language : List.of("es-CO", "en", "pt-BR")) {
            var answer = gateway.send(gateway.request("/api/v2/quotations/batch")
                    .header("Content-Type", "application/json")
                    .header("Accept-Language", language)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"quotations\":[{}]}")));
            assertThat(answer.body().at("/quotations/0/problem/detail").asText())
                    .startsWith("Check these fields");
            told.add(answer.body().at("/quotations/0/problem/userMessage").asText());
        }

        assertThat(told.get(0)).startsWith("Revisa");
        assertThat(told.get(1)).startsWith("Please");
        assertThat(told.get(2)).startsWith("Confira");
    }

    @Test
    void anOutageInTheMiddleOfABatchIsTheReasonOfThoseItHits() {
        system.simulator().fault("{\"target\":\"POST /quotations\",\"kind\":\"STATUS\",\"status\":400,\"times\":1}");

        var answer = batch("", GOOD, GOOD, GOOD);

        assertThat(texts(answer.body().path("quotations"), "/status"))
                .containsExactlyInAnyOrder("QUOTED", "QUOTED", "REFUSED");
    }

    @Test
    void theComparedPricesAreRankedAgainstOneMidRateAndCanBeExecuted() {
        var answer = gateway.post("/api/v2/quotations/compare", GOOD);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        assertThat(answer.body().path("absent")).isEmpty();
        assertThat(answer.text("midRateSource")).isEqualTo("MEDIAN_OF_PROVIDERS");
        assertThat(answer.body().at("/quotations/0/rank").asInt()).isEqualTo(1);
        assertThat(answer.body().at("/quotations/0/allInCostBps").asInt()).isEqualTo(80);
        assertThat(answer.text("midRate"))
                .isEqualTo(answer.body().at("/quotations/0/quotation/midRate").asText());
        assertThat(gateway.get("/api/v2/quotations/"
                                + answer.body().at("/quotations/0/quotation/id").asText())
                        .text("status"))
                .isEqualTo("OPEN");
    }

    @Test
    void aProviderThatGivesNoPriceIsAbsentForAReason() {
        var tooLittle = gateway.post("/api/v2/quotations/compare", GOOD.replace("1500.00", "1"));
        system.simulator().outage(true);
        var away = gateway.post("/api/v2/quotations/compare", GOOD);

        assertThat(tooLittle.body().path("quotations")).isEmpty();
        assertThat(tooLittle.body().at("/absent/0/provider").asText()).isEqualTo("killb");
        assertThat(tooLittle.body().at("/absent/0/problem/errors/0/code").asText())
                .isEqualTo("BELOW_MINIMUM");
        assertThat(away.body().at("/absent/0/problem/code").asText()).isEqualTo("PROVIDER_UNAVAILABLE");
    }

    @Test
    void whatNoProviderCanMakeSenseOfIsABadRequest() {
        var answer = gateway.post("/api/v2/quotations/compare", "{\"amount\":\"NaN\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(texts(answer.body().path("errors"), "/field"))
                .containsExactly("fromCurrency", "toCurrency", "amount", "cashInMethod", "cashOutMethod");
    }

    private Answer batch(String envelope, String... requests) {
        return gateway.post(
                "/api/v2/quotations/batch", "{%s\"quotations\":[%s]}".formatted(envelope, String.join(",", requests)));
    }

    private static List<String> texts(JsonNode array, String pointer) {
        List<String> texts = new ArrayList<>();
        array.forEach(element -> texts.add(element.at(pointer).asText()));
        return texts;
    }
}
