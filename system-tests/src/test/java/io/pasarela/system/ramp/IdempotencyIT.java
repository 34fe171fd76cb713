package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampRows;
import io.pasarela.system.support.RunningSystem;
import java.net.http.HttpRequest;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Header {@code Idempotency-Key} and field {@code externalId} are one thing. Table of draft-ietf-httpapi-idempotency-key-header, section 2. */
class IdempotencyIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
    }

    /** {@code K} is a key that nobody used before, {@code -} is nothing; the second request is of the same quotation or of another one. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            neither key                        | -     | - | -     | - | same  | 400 | 400 | INVALID_REQUEST
            a replay by header                 | "K"   | - | "K"   | - | same  | 201 | 200 |
            a replay by field                  | -     | K | -     | K | same  | 201 | 200 |
            a replay by the other one          | "K"   | - | -     | K | same  | 201 | 200 |
            a replay by the other one, reverse | -     | K | "K"   | - | same  | 201 | 200 |
            a bare key is the same             | K     | - | "K"   | - | same  | 201 | 200 |
            both, and they agree               | "K"   | K | "K"   | K | same  | 201 | 200 |
            both, and they differ              | "K-2" | K | "K-2" | K | same  | 400 | 400 | INVALID_REQUEST
            a key that cannot be read          | "K    | - | "K    | K | same  | 400 | 400 | INVALID_REQUEST
            another body by header             | "K"   | - | "K"   | - | other | 201 | 422 | IDEMPOTENCY_MISMATCH
            another body by field              | "K"   | - | -     | K | other | 201 | 422 | IDEMPOTENCY_MISMATCH
            """)
    void theTableOfTheDraftHolds(
            String what,
            String firstHeader,
            String firstField,
            String secondHeader,
            String secondField,
            String quotation,
            int first,
            int second,
            String code) {
        Demo user = system.newUser();
        String key = "table-" + UUID.randomUUID();
        String quotationId = gateway.quotationId();
        long before = system.simulator().rampsCreated();

        var answer = create(user, quotationId, firstHeader.replace("K", key), firstField.replace("K", key));
        var again = create(
                user,
                quotation.equals("same") ? quotationId : gateway.quotationId(),
                secondHeader.replace("K", key),
                secondField.replace("K", key));

        assertThat(answer.status()).isEqualTo(first);
        assertThat(again.status()).isEqualTo(second);
        if (code != null) {
            assertThat(again.text("code")).isEqualTo(code);
            assertThat(again.text("userMessage")).isNotEmpty();
        }
        if (second == 200) {
            assertThat(again.text("id")).isEqualTo(answer.text("id"));
            assertThat(answer.text("externalId")).isEqualTo(key);
        }
        assertThat(system.simulator().rampsCreated() - before).isEqualTo(first == 201 ? 1 : 0);
    }

    @Test
    void anotherPlaceToRefundToUnderTheSameKeyIsAnotherRequest() {
        Demo user = system.newUser();
        String key = "refund-" + user.userId();
        String quotationId = gateway.quotationId();

        var first = refunded(user, quotationId, key, "646180157000000004");
        var again = refunded(user, quotationId, key, "646180157000000004");
        var elsewhere = refunded(user, quotationId, key, "072180009988776651");
        var nowhere = create(user, quotationId, "-", key);

        assertThat(first.status()).as("%s", first.body()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(elsewhere.status()).isEqualTo(422);
        assertThat(nowhere.status()).isEqualTo(422);
        assertThat(system.simulator().creationsWith(first.text("id")))
                .singleElement()
                .satisfies(
                        sent -> assertThat(sent)
                                .contains(
                                        "\"refundInstructions\":{\"clabe\":\"646180157000000004\",\"beneficiary\":\"Ana Rojas\"}"));
    }

    @Test
    void everythingThatIsWrongWithARefundIsToldAtOnceInThePersonsLanguage() {
        Demo user = system.newUser();
        String order = Gateway.rampRequest(
                        gateway.quotationId(), user.userId(), user.walletId(), "wrong-" + user.userId())
                .strip();
        String wrong = order.substring(0, order.length() - 1)
                + ",\"refundInstructions\":{\"clabe\":\"646180157000000005\",\"address\":\"0x1\"}}";

        var answer = gateway.send(gateway.request("/api/v2/ramps")
                .header("Content-Type", "application/json")
                .header("Accept-Language", "es")
                .POST(HttpRequest.BodyPublishers.ofString(wrong)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("errors").findValuesAsText("code"))
                .containsExactlyInAnyOrder("NOT_A_CLABE", "REQUIRED", "NOT_OF_METHOD");
        assertThat(answer.body().at("/fieldMessages/refundInstructions.clabe").asText())
                .startsWith("Esta CLABE");
        assertThat(new RampRows(system).submission("wrong-" + user.userId())).isEmpty();
    }

    private Gateway.Answer refunded(Demo user, String quotationId, String key, String clabe) {
        return post("/api/v2/ramps", "-", """
                {"quotationId":"%s","userId":"%s","accountId":"%s","externalId":"%s",
                 "refundInstructions":{"clabe":"%s","beneficiary":"Ana Rojas"}}
                """.formatted(quotationId, user.userId(), user.walletId(), key, clabe));
    }

    @Test
    void aRetryWhileTheFirstIsInFlightIs409WithRetryAfter() throws InterruptedException {
        Demo user = system.newUser();
        String key = "flight-" + user.userId();
        String quotationId = gateway.quotationId();
        system.simulator().fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":1500}");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> create(user, quotationId, "\"" + key + "\"", "-"));
            eventually(() -> assertThat(new RampRows(system).submission(key)).containsExactly("SENDING"));
            var second = create(user, quotationId, "-", key);

            assertThat(second.status()).isEqualTo(409);
            assertThat(second.text("code")).isEqualTo("REQUEST_IN_FLIGHT");
            assertThat(second.headers().firstValue("Retry-After")).isPresent();
            eventually(() -> assertThat(first.resultNow().status()).isEqualTo(201));
        }
    }

    @Test
    void theHeaderIsTheExternalIdOfAUserToo() {
        String key = "header-" + UUID.randomUUID();

        var first = user(key, "");
        var again = user(key, "\"externalId\":\"%s\",".formatted(key));
        var other = user(key, "\"externalId\":\"else\",");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("externalId")).isEqualTo(key);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("id")).isEqualTo(first.text("id"));
        assertThat(other.status()).isEqualTo(400);
    }

    private Gateway.Answer create(Demo user, String quotationId, String header, String externalId) {
        String field = externalId.equals("-") ? "" : ",\"externalId\":\"%s\"".formatted(externalId);
        return post("/api/v2/ramps", header, """
                {"quotationId":"%s","userId":"%s","accountId":"%s"%s}
                """.formatted(quotationId, user.userId(), user.walletId(), field));
    }

    private Gateway.Answer user(String key, String field) {
        return post("/api/v2/users", "\"" + key + "\"", """
                {%s"type":"PERSON","firstName":"Ana","lastName":"Rojas","dateOfBirth":"1991-02-03","email":"ana@example.com",
                 "phone":"+573001112233","address":{"street1":"Cl 1","city":"Bogota","state":"DC","zipCode":"110111","countryCode":"CO"},
                 "document":{"type":"NUIP","number":"1020304050","issuedCountryCode":"CO"}}
                """.formatted(field));
    }

    private Gateway.Answer post(String path, String header, String body) {
        HttpRequest.Builder request = gateway.request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return gateway.send(header.equals("-") ? request : request.header("Idempotency-Key", header));
    }
}
