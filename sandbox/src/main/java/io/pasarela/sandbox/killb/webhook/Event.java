package io.pasarela.sandbox.killb.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Instant;

/**
 * Something that happened, as the resource was at that moment. The id stays the same over all attempts; {@code attempts} grows.
 */
final class Event {
    private final String id;
    private final String name;
    private final String action;
    private final String resourceId;
    private final ObjectNode data;
    private final Instant createdAt;
    private int attempts;
    private boolean wrongSignature;

    Event(String id, String name, String action, String resourceId, ObjectNode data, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.action = action;
        this.resourceId = resourceId;
        this.data = data;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    String action() {
        return action;
    }

    String resourceId() {
        return resourceId;
    }

    ObjectNode data() {
        return data;
    }

    String status() {
        return data.path("status").asText();
    }

    int attempts() {
        return attempts;
    }

    void tryAgain() {
        attempts = Math.min(5, attempts + 1);
    }

    /** The next attempt only is signed wrongly. */
    void spoilSignature() {
        wrongSignature = true;
    }

    boolean takeSpoiltSignature() {
        boolean spoilt = wrongSignature;
        wrongSignature = false;
        return spoilt;
    }

    /** KillB's envelope, compact. */
    byte[] envelope(Instant now) {
        ObjectNode json = Json.object().put("id", id).put("event", name).put("action", action);
        json.set("data", data);
        return Json.write(json.put("createdAt", Json.time(createdAt))
                .put("updatedAt", Json.time(now))
                .put("attempts", attempts));
    }
}
