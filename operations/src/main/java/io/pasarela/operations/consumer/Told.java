package io.pasarela.operations.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.Topics;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record as Pasarela would publish it, or as it never would.
 *
 * @param contract the topic of the contract that it belongs to, {@link Topics#RAMPS} or {@link Topics#USERS}
 * @param key of the record, a ramp's or user's id
 * @param headers names and values
 * @param value null for a record that tells a reader to forget its key
 * @param partition null for the one that follows from the key
 */
record Told(
        String contract,
        String key,
        Map<String, String> headers,
        @Nullable String value,
        @Nullable Integer partition) {

    /** The event with the headers that belong to it. */
    static Told event(String contract, String key, String type, JsonNode event) {
        JsonNode snapshot = event.path(type.equals(EventTypes.USER_CHANGED) ? "user" : "ramp");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(EventHeaders.SPEC_VERSION, "1.0");
        headers.put(
                EventHeaders.ID, eventId(contract, key, event.path("sequence").asText()));
        headers.put(EventHeaders.TYPE, type);
        headers.put(EventHeaders.SOURCE, EventHeaders.RAMP_SERVICE);
        headers.put(EventHeaders.SUBJECT, key);
        headers.put(EventHeaders.TIME, snapshot.path("updatedAt").asText("2026-11-23T15:00:00Z"));
        headers.put(EventHeaders.CONTENT_TYPE, "application/json");
        return new Told(contract, key, headers, event.toString(), null);
    }

    /** The same record with another value, or with none. */
    Told saying(@Nullable String other) {
        return new Told(contract, key, headers, other, partition);
    }

    /** The same record with this header beside the others. */
    Told with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, text);
        return new Told(contract, key, more, value, partition);
    }

    /** The same record without any header. */
    Told bare() {
        return new Told(contract, key, Map.of(), value, partition);
    }

    /** The same record in that partition. */
    Told in(int number) {
        return new Told(contract, key, headers, value, number);
    }

    ProducerRecord<byte[], byte[]> record(String topic) {
        var record = new ProducerRecord<>(topic, partition, bytes(key), value == null ? null : bytes(value));
        headers.forEach((name, text) -> record.headers().add(name, bytes(text)));
        return record;
    }

    private static String eventId(String contract, String key, String sequence) {
        return UUID.nameUUIDFromBytes(bytes(contract + ":" + key + ":" + sequence))
                .toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
