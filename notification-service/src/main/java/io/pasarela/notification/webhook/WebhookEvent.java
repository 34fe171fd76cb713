package io.pasarela.notification.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.notification.delivery.News;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The body of a webhook, in the shape that Standard Webhooks proposes.
 *
 * @param timestamp when it happened
 * @param data of a ramp's change: the event, as in topic {@code ramps}
 */
record WebhookEvent(String type, Instant timestamp, JsonNode data) {

    /** Types that an endpoint can ask for. */
    static final List<String> TYPES = PublishedTopic.RAMPS.types();

    /** Sent when the client asks for it, to see whether its endpoint works. */
    static final String TEST = "io.pasarela.webhook-endpoint.test.v1";

    /** Told to the client's other endpoints when one is disabled by us. */
    static final String DISABLED = "io.pasarela.webhook-endpoint.disabled.v1";

    private static final ObjectMapper JSON = Wire.mapper();

    static String of(News news) {
        try {
            return text(
                    new WebhookEvent(news.event().type(), news.event().ramp().updatedAt(), JSON.readTree(news.data())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as an event is no JSON", e);
        }
    }

    static String test(UUID endpoint) {
        return text(
                new WebhookEvent(TEST, Instant.now(), JSON.createObjectNode().put("endpointId", endpoint.toString())));
    }

    static String disabled(UUID endpoint, String reason) {
        return text(new WebhookEvent(
                DISABLED,
                Instant.now(),
                JSON.createObjectNode().put("endpointId", endpoint.toString()).put("reason", reason)));
    }

    private static String text(WebhookEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook cannot be written", e);
        }
    }
}
