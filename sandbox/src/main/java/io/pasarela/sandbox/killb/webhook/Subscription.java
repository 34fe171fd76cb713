package io.pasarela.sandbox.killb.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Instant;
import java.util.List;

/** The one webhook configuration of the customer. The secret never leaves it. */
public record Subscription(
        String id,
        String customerId,
        String url,
        String secret,
        List<String> events,
        boolean active,
        Instant createdAt,
        Instant updatedAt) {

    boolean wants(String event) {
        return active && events.contains(event);
    }

    ObjectNode toJson() {
        ObjectNode json =
                Json.object().put("id", id).put("customerId", customerId).put("url", url);
        events.forEach(json.putArray("events")::add);
        return json.put("active", active).put("createdAt", Json.time(createdAt)).put("updatedAt", Json.time(updatedAt));
    }
}
