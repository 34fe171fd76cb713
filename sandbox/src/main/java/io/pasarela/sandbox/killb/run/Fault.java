package io.pasarela.sandbox.killb.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wish for misbehaviour.
 *
 * @param target which requests: a route ({@code POST /ramps}), a method ({@code POST}), {@code *} for the whole API, or
 *     {@code webhook}, {@code webhook RAMP}, {@code webhook RAMP COMPLETED}
 * @param delay of {@code SLOW} and {@code DELAY}; for {@code REORDER} how long at most the overtaken event is held
 * @param status HTTP status of {@code STATUS} and {@code INDISCREET}
 * @param retryAfterSeconds header of {@code STATUS}, absent when null
 * @param times how many more requests it hits; {@link Integer#MAX_VALUE} means all
 * @param probability of hitting a matching request, drawn from the seeded generator, 0 to 1
 */
public record Fault(
        String id,
        String target,
        Kind kind,
        Duration delay,
        int status,
        @Nullable Integer retryAfterSeconds,
        int times,
        double probability) {

    /** What goes wrong. */
    public enum Kind {
        SLOW(true, false),
        STATUS(true, false),
        /** Refuses, and repeats in its refusal what it was sent. */
        INDISCREET(true, false),
        TIMEOUT_BEFORE_COMMIT(true, false),
        TIMEOUT_AFTER_COMMIT(true, false),
        MALFORMED_JSON(true, false),
        UNKNOWN_STATUS(true, true),
        EXTRA_FIELDS(true, true),
        DUPLICATE(false, true),
        REORDER(false, true),
        DROP(false, true),
        DELAY(false, true),
        WRONG_SIGNATURE(false, true);

        private final boolean forApi;
        private final boolean forWebhook;

        Kind(boolean forApi, boolean forWebhook) {
            this.forApi = forApi;
            this.forWebhook = forWebhook;
        }
    }

    /**
     * @throws IllegalArgumentException when the kind does not exist or does not suit the target
     */
    static Fault of(String id, JsonNode json) {
        String target = json.path("target").asText("*");
        Kind kind = kind(json.path("kind").asText());
        boolean webhook = target.startsWith("webhook");
        if (webhook ? !kind.forWebhook : !kind.forApi) {
            throw new IllegalArgumentException(kind + " does not suit the target " + target);
        }
        JsonNode times = json.path("times");
        JsonNode probability = json.path("probability");
        int untilNow = probability.isNumber() ? Integer.MAX_VALUE : 1;
        return new Fault(
                id,
                target,
                kind,
                Duration.ofMillis(json.path("ms").asLong(2_000)),
                json.path("status").asInt(500),
                json.path("retryAfterSeconds").isInt()
                        ? (Integer) json.path("retryAfterSeconds").intValue()
                        : null,
                times.isInt() ? times.intValue() : untilNow,
                probability.isNumber() ? probability.doubleValue() : 1.0);
    }

    private static Kind kind(String name) {
        try {
            return Kind.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("kind is one of " + List.of(Kind.values()), e);
        }
    }

    boolean hits(String request) {
        boolean wholeApi = target.equals("*") && !request.startsWith("webhook");
        return wholeApi || request.equals(target) || request.startsWith(target + " ");
    }

    Fault used() {
        int left = times == Integer.MAX_VALUE ? times : times - 1;
        return new Fault(id, target, kind, delay, status, retryAfterSeconds, left, probability);
    }

    public ObjectNode toJson() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("target", target)
                .put("kind", kind.name())
                .put("ms", delay.toMillis())
                .put("status", status)
                .put("retryAfterSeconds", retryAfterSeconds)
                .put("times", times == Integer.MAX_VALUE ? null : (Integer) times)
                .put("probability", probability);
    }
}
