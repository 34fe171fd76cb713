package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** None is ever believed wrongly, and none counts twice. */
class TamperedWebhookIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
    }

    @Test
    void aTamperedBodyGets401AndMovesNothing() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "tampered-" + user.userId());
        // Nobody pays, so the provider has said all that it will: created, and awaiting the deposit.
        eventually(() -> assertThat(published(ramp)).isEqualTo(2));
        JsonNode genuine = delivery(ramp);

        var answer = deliver(
                genuine.path("body").asText().replaceFirst("\"status\":\"[A-Z_]+\"", "\"status\":\"COMPLETED\""),
                genuine.path("signature").asText());

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().toString()).doesNotContain("HMAC", "secret");
        assertThat(published(ramp)).isEqualTo(2);
        assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                .isNotEqualTo("COMPLETED");
    }

    @Test
    void anUnsignedWebhookGetsTheSameAnswerAsAForgedOne() {
        var unsigned = deliver("{}", null);
        var forged = deliver("{}", "00".repeat(32));

        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(forged.status()).isEqualTo(401);
        assertThat(unsigned.body()).isEqualTo(forged.body());
    }

    @Test
    void anUnknownProviderIsNotFound() {
        var answer = gateway.send(gateway.request("/webhooks/nobody").POST(HttpRequest.BodyPublishers.ofString("{}")));

        assertThat(answer.status()).isEqualTo(404);
    }

    @Test
    void aGenuineWebhookDeliveredAgainChangesNothing() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "again-" + user.userId());
        JsonNode genuine = delivery(ramp);
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        int lines = timeline(ramp).size();
        int webhooks = published(ramp);

        var answer =
                deliver(genuine.path("body").asText(), genuine.path("signature").asText());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(published(ramp)).isEqualTo(webhooks);
        assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                .isEqualTo("COMPLETED");
        assertThat(timeline(ramp)).hasSize(lines);
    }

    @Test
    void repeatedAndShuffledWebhooksEndInTheSameStoryOfTheRamp() {
        Demo user = system.newUser();
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DUPLICATE\",\"times\":4}");
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"REORDER\",\"times\":2,\"ms\":300}");
        var ramp = gateway.ramp(user, "shuffled-" + user.userId());

        system.simulator().pay(ramp.text("providerRampId"));

        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        var story = Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, ramp.text("id"));
        assertThat(story).extracting(record -> Topic.header(record, "ce_id")).doesNotHaveDuplicates();
    }

    private Gateway.Answer deliver(String body, String signature) {
        HttpRequest.Builder request = gateway.request("/webhooks/killb")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return gateway.send(signature == null ? request : request.header("x-signature-sha256", signature));
    }

    /** The first webhook about this ramp that the provider delivered. */
    private JsonNode delivery(Gateway.Answer ramp) {
        eventually(() -> assertThat(deliveries(ramp)).isNotEmpty());
        return deliveries(ramp).get(0);
    }

    private JsonNode deliveries(Gateway.Answer ramp) {
        JsonNode answer = system.simulator().deliveries(ramp.text("providerRampId"));
        return answer.isArray() ? answer : answer.path("deliveries");
    }

    private int published(Gateway.Answer ramp) {
        return Topic.of(
                        system.sandbox().kafkaBootstrap(),
                        Topics.PROVIDER_WEBHOOKS,
                        "killb:" + ramp.text("providerRampId"))
                .size();
    }

    private JsonNode timeline(Gateway.Answer ramp) {
        return gateway.get("/api/v2/ramps/" + ramp.text("id") + "/timeline")
                .body()
                .path("data");
    }
}
