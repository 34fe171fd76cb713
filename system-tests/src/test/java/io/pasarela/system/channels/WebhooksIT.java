package io.pasarela.system.channels;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's own back end is told of every change, whatever it answers, and nobody else is. */
class WebhooksIT {

    private static final String ENDPOINTS = "/api/v2/webhook-endpoints";

    private final ChannelsReplica replica = ChannelsReplica.get();
    private final String client = "shop-" + UUID.randomUUID();
    private final Gateway gateway = replica.client(client);
    private final InventedRamp ramp = InventedRamp.of(client, "ana");

    @Test
    void aChangeArrivesSignedForTheOfficialLibraryAndAtNobodyElses() {
        try (Receiver receiver = Receiver.answering(204);
                Receiver foreign = Receiver.answering(204)) {
            String secret = register(receiver).text("secret");
            assertThat(post(replica.client("other-" + client), ENDPOINTS, body(foreign.url()))
                            .status())
                    .isEqualTo(201);
            replica.tell(ramp.changes(1, 2, RampStatus.CONVERTING));

            eventually(() -> assertThat(receiver.posts()).hasSize(2));
            for (Receiver.Post post : receiver.posts()) {
                assertThatCode(() -> new Webhook(secret).verify(post.text(), post.headers()))
                        .doesNotThrowAnyException();
            }
            JsonNode first = json(receiver.posts().getFirst());
            assertThat(first.path("type").asText()).startsWith("io.pasarela.ramp.");
            assertThat(first.path("timestamp").asText()).isNotEmpty();
            assertThat(first.at("/data/ramp/id").asText()).isEqualTo(ramp.id().toString());
            assertThat(first.at("/data/ramp/fromAmount").asText()).isEqualTo("1500.00");
            assertThat(foreign.posts()).isEmpty();
        }
    }

    @Test
    void whatFailsIsSentAgainUnderTheSameIdAndEachTryIsInTheLog() {
        try (Receiver receiver = Receiver.answering((exchange, number) -> {
            if (number == 2) {
                exchange.getResponseHeaders().set("Retry-After", "3");
            }
            exchange.sendResponseHeaders(number == 1 ? 500 : number == 2 ? 429 : 200, -1);
        })) {
            String id = register(receiver).text("id");
            replica.tell(ramp.changes(1, 1, RampStatus.CREATED));

            eventually(() -> assertThat(delivery(id).path("state").asText()).isEqualTo("DELIVERED"));
            assertThat(receiver.posts()).hasSize(3);
            assertThat(receiver.posts().stream()
                            .map(post -> post.header("webhook-id"))
                            .distinct())
                    .containsExactly(delivery(id).path("messageId").asText());
            assertThat(delivery(id).path("attempts").findValuesAsText("status")).containsExactly("500", "429", "200");
            assertThat(delivery(id).path("attempts").findValuesAsText("error"))
                    .containsExactly("BAD_STATUS", "BAD_STATUS");
            assertThat(Duration.between(
                            time(delivery(id).at("/attempts/1/startedAt")),
                            time(delivery(id).at("/attempts/2/startedAt"))))
                    .as("Retry-After")
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(3));
        }
    }

    @Test
    void aReplicaThatIsKilledBetweenTheAnswerAndItsRecordRepeatsUnderTheSameId() {
        var part = replica.service().replica().part();
        try (Receiver receiver = Receiver.answering((exchange, number) -> {
            if (number == 1) {
                part.kill();
            }
            exchange.sendResponseHeaders(200, -1);
        })) {
            String id = register(receiver).text("id");
            replica.tell(ramp.changes(1, 1, RampStatus.CREATED));
            eventually(() -> assertThat(receiver.posts()).hasSize(1));
            part.restart();

            eventually(() -> assertThat(delivery(id).path("state").asText()).isEqualTo("DELIVERED"));
            assertThat(receiver.posts()).hasSize(2);
            assertThat(receiver.posts().stream()
                            .map(post -> post.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
            assertThat(receiver.posts().get(1).text())
                    .isEqualTo(receiver.posts().get(0).text());
        }
    }

    @Test
    void aClientDoesNotHammerAnEndpointWithTestsAndResends() {
        try (Receiver receiver = Receiver.answering(204)) {
            String test = ENDPOINTS + "/" + register(receiver).text("id") + "/test";
            List<Gateway.Answer> answers =
                    Stream.generate(() -> post(gateway, test, "")).limit(12).toList();

            assertThat(answers.subList(0, 5)).allMatch(answer -> answer.status() == 202);
            Gateway.Answer refused = answers.stream()
                    .filter(answer -> answer.status() != 202)
                    .findFirst()
                    .orElseThrow();
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.text("code")).isEqualTo("RATE_LIMITED");
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void anEndpointThatHangsKeepsNobodyElseWaiting() {
        try (Receiver hanging = Receiver.hanging();
                Receiver quick = Receiver.answering(204)) {
            String slow = register(hanging).text("id");
            replica.tell(ramp.changes(1, 40, RampStatus.CONVERTING));
            eventually(() -> assertThat(hanging.posts()).isNotEmpty());
            String other = "quick-" + UUID.randomUUID();
            post(replica.client(other), ENDPOINTS, body(quick.url()));
            replica.tell(InventedRamp.of(other, "ana").changes(1, 40, RampStatus.CONVERTING));

            // One after the other behind the hanging ones they would take a minute.
            eventually(Duration.ofSeconds(8), () -> assertThat(quick.posts()).hasSize(40));
            assertThat(hanging.posts()).hasSizeLessThan(40);
            eventually(() -> assertThat(gateway.get(ENDPOINTS + "/" + slow + "/deliveries?limit=100")
                            .body()
                            .findValuesAsText("error"))
                    .contains("TIMEOUT"));
        }
    }

    @Test
    void anEndpointThatIsGoneIsDisabledAndTheOthersAreToldAndEnabledAgainItGetsWhatIsResent() {
        try (Receiver gone = Receiver.answering(410, 204);
                Receiver other = Receiver.answering(204)) {
            String id = register(gone).text("id");
            register(other, "io.pasarela.ramp.created.v1");
            replica.tell(ramp.changes(1, 1, RampStatus.CREATED));

            eventually(() -> assertThat(gateway.get(ENDPOINTS + "/" + id).text("disabledReason"))
                    .isEqualTo("GONE"));
            eventually(() -> assertThat(other.posts().stream().map(WebhooksIT::json))
                    .anySatisfy(event -> {
                        assertThat(event.path("type").asText()).isEqualTo("io.pasarela.webhook-endpoint.disabled.v1");
                        assertThat(event.at("/data/endpointId").asText()).isEqualTo(id);
                    }));
            String resend = ENDPOINTS + "/" + id + "/deliveries/"
                    + delivery(id).path("id").asText() + "/resend";
            assertThat(post(gateway, resend, "").status())
                    .as("while it is disabled")
                    .isEqualTo(400);
            assertThat(ChannelsReplica.send(gateway, "PATCH", ENDPOINTS + "/" + id, "{\"enabled\":true}")
                            .body()
                            .path("enabled")
                            .asBoolean())
                    .isTrue();
            assertThat(post(gateway, resend, "").status()).isEqualTo(202);
            eventually(() -> assertThat(gone.posts()).hasSize(2));
            assertThat(gone.posts().stream()
                            .map(post -> post.header("webhook-id"))
                            .distinct())
                    .hasSize(1);
        }
    }

    @Test
    void anEndpointThatHasFailedForTooLongIsDisabled() {
        try (Receiver failing = Receiver.answering(500)) {
            String id = register(failing).text("id");
            replica.tell(ramp.changes(1, 1, RampStatus.CREATED));

            eventually(() -> assertThat(gateway.get(ENDPOINTS + "/" + id).text("disabledReason"))
                    .isEqualTo("FAILING"));
            assertThat(delivery(id).path("state").asText()).isEqualTo("FAILED");
        }
    }

    @Test
    void bothSecretsSignWhileOneTakesOverFromTheOther() {
        try (Receiver receiver = Receiver.answering(204)) {
            Gateway.Answer endpoint = register(receiver);
            String path = ENDPOINTS + "/" + endpoint.text("id");
            String fresh = post(gateway, path + "/secret/rotation", "").text("secret");
            assertThat(fresh).isNotEqualTo(endpoint.text("secret"));
            assertThat(gateway.get(path + "/secret").text("secret")).isEqualTo(fresh);
            assertThat(gateway.get(path).body().has("secret")).isFalse();
            assertThat(post(gateway, path + "/test", "").status()).isEqualTo(202);

            eventually(() -> assertThat(receiver.posts()).hasSize(1));
            Receiver.Post post = receiver.posts().getFirst();
            assertThat(json(post).path("type").asText()).isEqualTo("io.pasarela.webhook-endpoint.test.v1");
            for (String secret : List.of(endpoint.text("secret"), fresh)) {
                assertThatCode(() -> new Webhook(secret).verify(post.text(), post.headers()))
                        .doesNotThrowAnyException();
                assertThat(replica.service().replica().log()).doesNotContain(secret);
                assertThat(replica.rows("select secret || coalesce(previous_secret, '') from webhook_endpoints"))
                        .allSatisfy(row -> assertThat(row).doesNotContain(secret.substring(6)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://[::ffff:127.0.0.1]/",
                "https://localhost/"
            })
    void nobodyCanHaveUsCallWhatIsInside(String url) {
        String id = post(gateway, ENDPOINTS, body(url)).text("id");
        post(gateway, ENDPOINTS + "/" + id + "/test", "");

        eventually(() ->
                assertThat(delivery(id).at("/attempts/0/error").asText()).isIn("FORBIDDEN_ADDRESS", "UNKNOWN_HOST"));
        ChannelsReplica.send(gateway, "DELETE", ENDPOINTS + "/" + id, "");
    }

    @Test
    void aRedirectIsNotFollowedAndAnAnswerWithoutEndCostsNothing() {
        try (Receiver inside = Receiver.answering(204);
                Receiver redirecting = Receiver.answering((exchange, _) -> {
                    exchange.getResponseHeaders().set("Location", inside.url());
                    exchange.sendResponseHeaders(307, -1);
                });
                Receiver talkative = Receiver.answering((exchange, _) -> endless(exchange))) {
            String first = register(redirecting).text("id");
            String second = register(talkative).text("id");
            post(gateway, ENDPOINTS + "/" + first + "/test", "");
            post(gateway, ENDPOINTS + "/" + second + "/test", "");

            eventually(() ->
                    assertThat(delivery(first).at("/attempts/0/error").asText()).isEqualTo("REDIRECT"));
            eventually(() -> assertThat(delivery(second).path("state").asText()).isEqualTo("DELIVERED"));
            assertThat(inside.posts()).isEmpty();
        }
    }

    @Test
    void onlyTheClientItselfSeesAndChangesItsEndpointsAndEveryBadFieldIsTold() {
        Gateway foreign = replica.client("foreign-" + client);
        String path = ENDPOINTS + "/"
                + post(gateway, ENDPOINTS, body("https://hooks.example.com/x")).text("id");

        for (String below : List.of("", "/secret", "/deliveries")) {
            assertThat(foreign.get(path + below).status()).as(below).isEqualTo(404);
        }
        for (String below : List.of("/test", "/secret/rotation", "/deliveries/" + UUID.randomUUID() + "/resend")) {
            assertThat(post(foreign, path + below, "").status()).as(below).isEqualTo(404);
        }
        assertThat(ChannelsReplica.send(foreign, "PATCH", path, "{\"enabled\":false}")
                        .status())
                .isEqualTo(404);
        assertThat(ChannelsReplica.send(foreign, "DELETE", path, "").status()).isEqualTo(404);
        assertThat(foreign.get(ENDPOINTS).body().path("data")).isEmpty();
        assertThat(replica.user(client, "ana").get(ENDPOINTS).status()).isEqualTo(403);
        var bad = post(
                gateway, ENDPOINTS, "{\"url\":\"http://hooks.example.com\",\"eventTypes\":[\"x\"],\"enabled\":true}");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.body().path("errors").findValuesAsText("field")).contains("url", "eventTypes", "enabled");
        assertThat(ChannelsReplica.send(gateway, "DELETE", path, "").status()).isEqualTo(204);
        assertThat(gateway.get(path).status()).isEqualTo(404);
    }

    private static void endless(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(new byte[8192]);
        }
    }

    private Gateway.Answer register(Receiver receiver, String... types) {
        String list = types.length == 0 ? "" : ",\"eventTypes\":[\"" + String.join("\",\"", types) + "\"]";
        Gateway.Answer answer = post(gateway, ENDPOINTS, "{\"url\":\"%s\"%s}".formatted(receiver.url(), list));
        assertThat(answer.status()).isEqualTo(201);
        return answer;
    }

    private static String body(String url) {
        return "{\"url\":\"%s\"}".formatted(url);
    }

    private static Gateway.Answer post(Gateway gateway, String path, String body) {
        return ChannelsReplica.send(gateway, "POST", path, body);
    }

    /** The newest one. */
    private JsonNode delivery(String endpoint) {
        return gateway.get(ENDPOINTS + "/" + endpoint + "/deliveries").body().at("/data/0");
    }

    private static java.time.Instant time(JsonNode text) {
        return java.time.Instant.parse(text.asText());
    }

    private static JsonNode json(Receiver.Post post) {
        try {
            return Gateway.JSON.readTree(post.body());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
