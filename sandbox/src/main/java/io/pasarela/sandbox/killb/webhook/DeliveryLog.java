package io.pasarela.sandbox.killb.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.wire.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last 5 000 attempts to deliver a webhook, and what was dropped on request, oldest first. */
final class DeliveryLog {
    private static final int CAPACITY = 5_000;

    private final ArrayDeque<Line> lines = new ArrayDeque<>();

    private record Line(
            Event event,
            String status,
            int attempts,
            Instant at,
            String outcome,
            String answer,
            @Nullable String signature,
            String body) {

        ObjectNode toJson() {
            return Json.object()
                    .put("eventId", event.id())
                    .put("event", event.name())
                    .put("action", event.action())
                    .put("resourceId", event.resourceId())
                    .put("status", status)
                    .put("attempts", attempts)
                    .put("at", Json.time(at))
                    .put("outcome", outcome)
                    .put("answer", answer)
                    .put("signature", signature)
                    .put("body", body);
        }
    }

    /**
     * @param outcome DELIVERED, FAILED, GIVEN_UP or DROPPED
     * @param answer the receiver's HTTP status, or why there was none
     */
    void add(Event event, Instant at, String outcome, String answer, @Nullable String signature, byte[] body) {
        if (lines.size() == CAPACITY) {
            lines.removeFirst();
        }
        String text = new String(body, StandardCharsets.UTF_8);
        lines.add(new Line(event, event.status(), event.attempts(), at, outcome, answer, signature, text));
    }

    /** Lines of one resource or one event, or all for null. @param most how many of the newest */
    ArrayNode toJson(@Nullable String resourceOrEventId, int most) {
        List<Line> chosen = lines.stream()
                .filter(line -> resourceOrEventId == null
                        || resourceOrEventId.equals(line.event().resourceId())
                        || resourceOrEventId.equals(line.event().id()))
                .toList();
        List<Line> newest = chosen.subList(Math.max(0, chosen.size() - most), chosen.size());
        return Json.array(newest.stream().map(Line::toJson).toList());
    }
}
