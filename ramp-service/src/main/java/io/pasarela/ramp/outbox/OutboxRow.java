package io.pasarela.ramp.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.UserEvent;
import io.pasarela.ramp.columns.Columns;
import io.pasarela.service.TraceParent;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An event on its way out. */
@Entity
@Table(name = "outbox")
public class OutboxRow {

    /** Without the id, which the database makes. */
    public static final Columns<OutboxRow> COLUMNS = Columns.of(OutboxRow.class).without(Set.of("id"));

    private static final ObjectMapper JSON = Wire.mapper();

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    private String topic;
    private String key;
    private UUID eventId;
    private String type;
    private String data;
    private Instant createdAt;
    private @Nullable String traceparent;

    @SuppressWarnings("NullAway") // Hibernate fills the fields
    protected OutboxRow() {}

    @SuppressWarnings("NullAway") // the database makes the id
    private OutboxRow(String topic, UUID key, long sequence, String type, Object event, Instant now) {
        this.topic = topic;
        this.key = key.toString();
        // The same event has the same id whenever and wherever it is made, so a consumer can tell a repetition.
        this.eventId = UUID.nameUUIDFromBytes((topic + ":" + key + ":" + sequence).getBytes(StandardCharsets.UTF_8));
        this.type = type;
        this.data = written(event);
        this.createdAt = now;
        this.traceparent = TraceParent.current();
    }

    public static OutboxRow of(RampEvent event, Instant now) {
        return new OutboxRow(Topics.RAMPS, event.ramp().id(), event.sequence(), event.type(), event, now);
    }

    public static OutboxRow of(UserEvent event, Instant now) {
        return new OutboxRow(Topics.USERS, event.user().id(), event.sequence(), EventTypes.USER_CHANGED, event, now);
    }

    private static String written(Object event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is always writable", e);
        }
    }
}
