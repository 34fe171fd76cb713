package io.pasarela.providers.webhook;

import static io.pasarela.providers.webhook.Schemes.at;
import static io.pasarela.providers.webhook.Schemes.keys;
import static io.pasarela.providers.webhook.Schemes.named;
import static io.pasarela.providers.webhook.Schemes.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.providers.webhook.Verdict.Forged;
import io.pasarela.providers.webhook.Verdict.Genuine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every vector of Standard Webhooks that its libraries publish or agree upon. */
class StandardWebhooksVectorsTest {

    private static final JsonNode VECTORS = read();

    /** One request and whether it is to be accepted. */
    record Vector(
            String id, String scheme, String secret, long at, List<String> headers, String body, boolean accepted) {
        @Override
        public String toString() {
            return id + (accepted ? " is accepted" : " is refused");
        }
    }

    static Stream<Vector> vectors() {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode v : VECTORS.get("published")) {
            vectors.add(new Vector(
                    v.get("id").asText(),
                    "standard-webhooks",
                    v.get("secret").asText(),
                    v.get("timestamp").asLong(),
                    headers(v.get("msg_id"), v.get("timestamp"), v.get("signature")),
                    v.get("body").asText(),
                    true));
        }
        for (String list : List.of("accept_reject", "clock_edges")) {
            VECTORS.get(list).forEach(v -> vectors.add(of(v, v.get("at_unix").asLong())));
        }
        for (JsonNode v : VECTORS.get("bodies_signed_by_two_libraries").get("cases")) {
            vectors.add(of(v, v.get("headers").get("webhook-timestamp").asLong()));
        }
        return vectors.stream();
    }

    private static Vector of(JsonNode v, long at) {
        List<String> headers = new ArrayList<>();
        v.get("headers")
                .properties()
                .forEach(h -> headers.addAll(List.of(h.getKey(), h.getValue().asText())));
        boolean svix = headers.contains("svix-id");
        return new Vector(
                v.get("id").asText(),
                svix ? "svix" : "standard-webhooks",
                v.get("secret").asText(),
                at,
                headers,
                v.get("body").asText(),
                !v.path("expect").asText("accept").equals("reject"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void vector(Vector vector) {
        WebhookScheme scheme = named(vector.scheme());
        Verdict verdict = scheme.verify(
                webhook(vector.body(), vector.headers().toArray(String[]::new)),
                keys(scheme, vector.secret()),
                at(vector.at()));
        assertThat(verdict).isInstanceOf(vector.accepted() ? Genuine.class : Forged.class);
    }

    @Test
    void whileASecretIsRotatedEitherOneWillDo() {
        JsonNode rotation = VECTORS.get("rotation");
        WebhookScheme scheme = named("standard-webhooks");
        var webhook = webhook(
                rotation.get("body").asText(),
                headers(rotation.get("msg_id"), rotation.get("timestamp"), rotation.get("header"))
                        .toArray(String[]::new));
        for (String secret : List.of("current_secret", "previous_secret")) {
            var keys = keys(scheme, rotation.get(secret).asText());
            assertThat(scheme.verify(webhook, keys, at(rotation.get("timestamp").asLong())))
                    .isInstanceOf(Genuine.class);
        }
    }

    @Test
    void anEmptySecretIsAFaultOfTheConfiguration() {
        for (JsonNode secret : VECTORS.get("secret_configuration")) {
            if (secret.get("expect").asText().equals("accept")) {
                assertThat(keys(named("standard-webhooks"), secret.get("secret").asText()))
                        .hasSize(1);
            } else {
                assertThatThrownBy(() -> keys(
                                named("standard-webhooks"), secret.get("secret").asText()))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("is empty");
            }
        }
    }

    private static List<String> headers(JsonNode id, JsonNode timestamp, JsonNode signature) {
        return List.of(
                "webhook-id",
                id.asText(),
                "webhook-timestamp",
                timestamp.asText(),
                "webhook-signature",
                signature.asText());
    }

    private static JsonNode read() {
        try (var file = StandardWebhooksVectorsTest.class.getResourceAsStream("/vectors/standard-webhooks.json")) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
