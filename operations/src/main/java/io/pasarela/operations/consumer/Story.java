package io.pasarela.operations.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One ramp or user from its beginning on, told in events made from the golden ones. */
final class Story {

    /** How a word begins that no reader of today knows. */
    static final String OF_THE_FUTURE = "OF_THE_FUTURE";

    static final List<RampStatus> WHOLE_WAY = List.of(
            RampStatus.AWAITING_DEPOSIT,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED);

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Duration STEP = Duration.ofMinutes(1);

    private final String contract;
    private final String subject;
    private final String id;
    private final List<Told> told = new ArrayList<>();
    private final ObjectNode now;

    private Story(String contract, String subject, String golden, String name) {
        this.contract = contract;
        this.subject = subject;
        this.now = golden(golden);
        this.id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
        snapshot().put("id", id).put("externalId", name);
    }

    /** Begins with the creation of a ramp. */
    static Story ofRamp(String golden, String name) {
        Story story = new Story(Topics.RAMPS, "ramp", golden, name);
        story.told.add(story.last(EventTypes.RAMP_CREATED));
        return story;
    }

    static Story ofUser(String name) {
        Story story = new Story(Topics.USERS, "user", EventTypes.USER_CHANGED, name);
        story.told.add(story.last(EventTypes.USER_CHANGED));
        return story;
    }

    /** The ramp moves on through these. */
    Story then(List<RampStatus> statuses) {
        statuses.forEach(status -> then(status.name()));
        return this;
    }

    Story then(String status) {
        return then(status, STEP);
    }

    /** The ramp moves on, so much later. */
    Story then(String status, Duration later) {
        now.put("previousStatus", snapshot().path("status").asText());
        now.put("sequence", now.path("sequence").asInt() + 1).put("cause", "WEBHOOK");
        snapshot().put("status", status).put("providerStatus", status);
        return at(later, EventTypes.RAMP_STATUS_CHANGED);
    }

    /** The user changes in one field. */
    Story then(String field, String word) {
        now.put("sequence", now.path("sequence").asInt() + 1);
        snapshot().put(field, word);
        return at(STEP, EventTypes.USER_CHANGED);
    }

    private Story at(Duration later, String type) {
        Instant before = Instant.parse(snapshot().path("updatedAt").asText());
        snapshot().put("updatedAt", before.plus(later).toString());
        told.add(last(type));
        return this;
    }

    /** The event as it is by now, to be changed for those that follow. */
    ObjectNode event() {
        return now;
    }

    /** The ramp or user as it is by now, to be changed for the events that follow. */
    ObjectNode snapshot() {
        return (ObjectNode) now.path(subject);
    }

    String id() {
        return id;
    }

    /** One of its records, by sequence. */
    Told told(int sequence) {
        return told.get(sequence - 1);
    }

    /** All of its records in order. */
    List<Told> told() {
        return List.copyOf(told);
    }

    /** What must be known at its end. */
    Right.Known right() {
        return subject.equals("ramp") ? Right.ramp(now) : Right.user(now);
    }

    private Told last(String type) {
        return Told.event(contract, id, type, now);
    }

    private static ObjectNode golden(String name) {
        try (InputStream file = Wire.class.getResourceAsStream("golden/" + name + ".json")) {
            JsonNode read = JSON.readTree(file);
            return (ObjectNode) read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
