package io.pasarela.sandbox.killb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookTest {
    private Bench bench;
    private Trade trade;

    @BeforeEach
    void start() throws Exception {
        bench = Bench.start(Bench.HURRIED);
        trade = Trade.prepare(bench);
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    private static String hmac(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Receiver.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String plainHash(String body) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return HexFormat.of().formatHex(digest.digest((body + "_" + Receiver.SECRET).getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> statuses(List<Receiver.Delivery> deliveries) throws Exception {
        List<String> statuses = new ArrayList<>();
        for (Receiver.Delivery delivery : deliveries) {
            statuses.add(delivery.status());
        }
        return statuses;
    }

    @Test
    void everyStepOfARampIsToldInOrderAndSignedByVariantA() throws Exception {
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "RAMP");
            String id = Trade.id(trade.on("order-1"));

            List<Receiver.Delivery> deliveries = receiver.next(9);

            assertThat(statuses(deliveries))
                    .startsWith("CREATED", "CASH_IN_REQUESTED")
                    .endsWith("COMPLETED");
            JsonNode first = deliveries.getFirst().json();
            assertThat(first.fieldNames())
                    .toIterable()
                    .containsExactly("id", "event", "action", "data", "createdAt", "updatedAt", "attempts");
            assertThat(UUID.fromString(first.path("id").asText()).version()).isEqualTo(4);
            assertThat(first.path("action").asText()).isEqualTo("CREATE");
            assertThat(first.path("attempts").intValue()).isZero();
            assertThat(first.path("data").path("id").asText()).isEqualTo(id);
            assertThat(first.path("data").has("paymentInfo")).isFalse();
            for (Receiver.Delivery delivery : deliveries) {
                assertThat(delivery.signature()).isEqualTo(hmac(delivery.body()));
            }
        }
    }

    @Test
    void variantBHashesTheBodyAndTheSecret() throws Exception {
        bench.sim("PUT", "/settings", "{\"signature\":\"B\"}");
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "RAMP");
            trade.on("order-1");

            Receiver.Delivery delivery = receiver.next();

            assertThat(delivery.signature()).isEqualTo(plainHash(delivery.body()));
        }
    }

    @Test
    void aRefusedDeliveryIsRepeatedWithTheSameIdAndMoreAttempts() throws Exception {
        try (Receiver receiver = new Receiver(500, 302, 404)) {
            receiver.subscribe(bench, "USER");
            bench.sim("PATCH", "/users/" + trade.userId(), "{\"accessLevel\":\"L2\"}");

            List<Receiver.Delivery> deliveries = receiver.next(4);

            for (int i = 0; i < 4; i++) {
                JsonNode json = deliveries.get(i).json();
                assertThat(json.path("attempts").intValue()).isEqualTo(i);
                assertThat(json.path("id"))
                        .isEqualTo(deliveries.getFirst().json().path("id"));
                assertThat(deliveries.get(i).signature())
                        .isEqualTo(hmac(deliveries.get(i).body()));
            }
        }
    }

    @Test
    void afterFiveRepetitionsItGivesUpAndCanBeAskedToResend() throws Exception {
        try (Receiver receiver = new Receiver(500, 500, 500, 500, 500, 500)) {
            receiver.subscribe(bench, "USER");
            bench.sim("PATCH", "/users/" + trade.userId(), "{\"accessLevel\":\"L2\"}");
            JsonNode last = receiver.next(6).getLast().json();
            Bench.eventually(() -> stat("webhooksGivenUp") == 1);

            bench.sim("POST", "/webhooks/" + last.path("id").asText() + "/resend", "");

            assertThat(last.path("attempts").intValue()).isEqualTo(5);
            assertThat(receiver.next().json().path("id")).isEqualTo(last.path("id"));
            Bench.eventually(() -> stat("webhooksDelivered") == 1);
            assertThat(bench.sim("GET", "/deliveries?about=" + trade.userId(), "")
                            .json()
                            .findValuesAsText("outcome"))
                    .containsExactly("FAILED", "FAILED", "FAILED", "FAILED", "FAILED", "GIVEN_UP", "DELIVERED");
        }
    }

    private int stat(String name) {
        try {
            return bench.sim("GET", "/stats", "").json().path(name).intValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void deliveriesCanBeDroppedDuplicatedAndSignedWrongly() throws Exception {
        bench.fault("{\"target\":\"webhook RAMP CREATED\",\"kind\":\"DROP\"}");
        bench.fault("{\"target\":\"webhook RAMP CASH_IN_REQUESTED\",\"kind\":\"DUPLICATE\"}");
        bench.fault("{\"target\":\"webhook RAMP CASH_IN_PROCESSING\",\"kind\":\"WRONG_SIGNATURE\"}");
        bench.fault("{\"target\":\"webhook RAMP CASH_IN_COMPLETED\",\"kind\":\"UNKNOWN_STATUS\"}");
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "RAMP");
            trade.on("order-1");

            List<Receiver.Delivery> deliveries = receiver.next(4);

            assertThat(statuses(deliveries))
                    .containsExactly("CASH_IN_REQUESTED", "CASH_IN_REQUESTED", "CASH_IN_PROCESSING", "TELEPORTING");
            assertThat(deliveries.get(0).json().path("id"))
                    .isEqualTo(deliveries.get(1).json().path("id"));
            assertThat(deliveries.get(2).signature())
                    .isNotEqualTo(hmac(deliveries.get(2).body()));
        }
    }

    @Test
    void aReorderedDeliveryIsOvertakenByTheNext() throws Exception {
        bench.fault("{\"target\":\"webhook RAMP CASH_IN_PROCESSING\",\"kind\":\"REORDER\"}");
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "RAMP");
            trade.on("order-1");

            assertThat(statuses(receiver.next(9)).subList(1, 4))
                    .containsExactly("CASH_IN_REQUESTED", "CASH_IN_COMPLETED", "CASH_IN_PROCESSING");
        }
    }

    @Test
    void thereIsOneSubscriptionAndItsSecretStaysHidden() throws Exception {
        assertThat(bench.get("/webhooks").status()).isEqualTo(404);
        try (Receiver receiver = new Receiver()) {
            receiver.subscribe(bench, "RAMP");
            Bench.Answer second = bench.post("/webhooks", """
                    {"url":"http://127.0.0.1:1/","secret":"s","events":["RAMP"]}""");
            Bench.Answer changed = bench.patch("/webhooks", """
                    {"active":false,"secret":"s","events":["RAMP","USER"]}""");

            assertThat(second.status()).isEqualTo(409);
            assertThat(changed.json().path("active").booleanValue()).isFalse();
            assertThat(bench.get("/webhooks").text()).doesNotContain(Receiver.SECRET);
            assertThat(bench.api("DELETE", "/webhooks", "").status()).isEqualTo(200);
        }
    }
}
