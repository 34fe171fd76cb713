package io.pasarela.sandbox.killb.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/**
 * Everything about the simulator that can change while it runs. In JSON (control API) durations are whole milliseconds and their
 * names end in {@code Ms}.
 *
 * @param seed the same seed and the same requests give the same ids and prices
 * @param automaticPayment whether a payer pays every ramp without being asked
 * @param paymentDelay how long that payer waits
 * @param step pause between two statuses of a ramp
 * @param retrySchedule pauses before the second, third … attempt to deliver a webhook; at most 5, because {@code attempts} is
 *     documented as 0 to 5
 * @param webhookTimeout after which an unanswered delivery counts as failed
 * @param requestsPerSecond refill of a token's bucket; KillB's sandbox documents 100
 * @param burst size of a token's bucket; KillB's sandbox documents 200
 * @param tokenLifetime life of an access token; documented as one hour
 * @param quotationLifetime life of a quotation, also told as {@code expirationTimeInMs} of every pair
 * @param priceTick how often the mid prices move
 */
public record Behaviour(
        long seed,
        boolean automaticPayment,
        Duration paymentDelay,
        Duration step,
        List<Duration> retrySchedule,
        Duration webhookTimeout,
        Signature signature,
        RateDirection rateDirection,
        ExpiresAtUnit expiresAtUnit,
        Duplicates duplicates,
        int requestsPerSecond,
        int burst,
        Duration tokenLifetime,
        Duration quotationLifetime,
        Duration priceTick) {

    /** A laptop's sandbox: somebody pays after two seconds, a ramp takes about six, prices move every five. */
    public static final Behaviour DEFAULT = new Behaviour(
            1,
            true,
            Duration.ofSeconds(2),
            Duration.ofMillis(500),
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(60)),
            Duration.ofSeconds(10),
            Signature.A,
            RateDirection.TO_PER_FROM,
            ExpiresAtUnit.MILLISECONDS,
            Duplicates.CONFLICT,
            100,
            200,
            Duration.ofHours(1),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    /**
     * @throws IllegalArgumentException when a value makes no sense, with a sentence for the person who set it
     */
    public Behaviour {
        retrySchedule = List.copyOf(retrySchedule);
        require(
                retrySchedule.size() <= 5,
                "retryScheduleMs has at most 5 pauses, because attempts is documented as 0 to 5");
        require(requestsPerSecond > 0 && burst > 0, "requestsPerSecond and burst are at least 1");
        require(priceTick.toMillis() >= 100, "priceTickMs is at least 100");
    }

    /**
     * The same behaviour with some settings changed.
     *
     * @throws IllegalArgumentException for an unknown name or an impossible value
     */
    public Behaviour with(ObjectNode changes) {
        ObjectNode all = toJson();
        changes.fieldNames().forEachRemaining(name -> require(all.has(name), "there is no setting " + name));
        all.setAll(changes);
        return of(all);
    }

    private static Behaviour of(ObjectNode json) {
        return new Behaviour(
                whole(json, "seed"),
                flag(json, "automaticPayment"),
                millis(json, "paymentDelayMs"),
                millis(json, "stepMs"),
                schedule(json),
                millis(json, "webhookTimeoutMs"),
                choice(Signature.class, json, "signature"),
                choice(RateDirection.class, json, "rateDirection"),
                choice(ExpiresAtUnit.class, json, "expiresAtUnit"),
                choice(Duplicates.class, json, "duplicateExternalId"),
                Math.toIntExact(whole(json, "requestsPerSecond")),
                Math.toIntExact(whole(json, "burst")),
                millis(json, "tokenLifetimeMs"),
                millis(json, "quotationLifetimeMs"),
                millis(json, "priceTickMs"));
    }

    /** The settings under the names that {@link #with} takes. */
    public ObjectNode toJson() {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("seed", seed)
                .put("automaticPayment", automaticPayment)
                .put("paymentDelayMs", paymentDelay.toMillis())
                .put("stepMs", step.toMillis());
        ArrayNode schedule = json.putArray("retryScheduleMs");
        retrySchedule.forEach(pause -> schedule.add(pause.toMillis()));
        return json.put("webhookTimeoutMs", webhookTimeout.toMillis())
                .put("signature", signature.name())
                .put("rateDirection", rateDirection.name())
                .put("expiresAtUnit", expiresAtUnit.name())
                .put("duplicateExternalId", duplicates.name())
                .put("requestsPerSecond", requestsPerSecond)
                .put("burst", burst)
                .put("tokenLifetimeMs", tokenLifetime.toMillis())
                .put("quotationLifetimeMs", quotationLifetime.toMillis())
                .put("priceTickMs", priceTick.toMillis());
    }

    private static long whole(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        require(value.isIntegralNumber(), name + " is a whole number");
        return value.longValue();
    }

    private static boolean flag(ObjectNode json, String name) {
        JsonNode value = json.path(name);
        require(value.isBoolean(), name + " is true or false");
        return value.booleanValue();
    }

    private static Duration millis(ObjectNode json, String name) {
        long millis = whole(json, name);
        require(millis >= 0, name + " is not negative");
        return Duration.ofMillis(millis);
    }

    private static List<Duration> schedule(ObjectNode json) {
        JsonNode pauses = json.path("retryScheduleMs");
        require(pauses.isArray(), "retryScheduleMs is an array of milliseconds");
        return StreamSupport.stream(pauses.spliterator(), false)
                .peek(pause -> require(pause.canConvertToLong() && pause.longValue() >= 0, "a pause is milliseconds"))
                .map(pause -> Duration.ofMillis(pause.longValue()))
                .toList();
    }

    private static <E extends Enum<E>> E choice(Class<E> type, ObjectNode json, String name) {
        String value = json.path(name).asText().toUpperCase(Locale.ROOT);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(value)) {
                return constant;
            }
        }
        throw new IllegalArgumentException(name + " is one of " + List.of(type.getEnumConstants()));
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
