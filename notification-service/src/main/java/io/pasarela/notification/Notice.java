package io.pasarela.notification;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.notification.message.Message;
import io.pasarela.notification.message.Messages;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a person is told: the data of a stream event, and an item of the inbox.
 *
 * @param position the stream event's {@code id}; grows
 * @param type the CloudEvents type of the change
 * @param sequence of the change within its ramp, from 1, without holes
 * @param message for the person, in the language that was asked for
 * @param ramp the whole ramp after the change, as a person may see it
 */
public record Notice(
        @Schema(type = SchemaType.STRING) @JsonFormat(shape = JsonFormat.Shape.STRING)
        long position,

        UUID id,
        String type,
        UUID rampId,
        RampStatus status,
        @Nullable RampStatus previousStatus,
        long sequence,
        Instant createdAt,
        @Nullable Instant readAt,
        @Nullable Message message,
        RampSnapshot ramp) {

    private static final ObjectMapper JSON = Wire.mapper();

    /** A row of {@code notices}, without a message yet. */
    public static Notice of(Row row) {
        RampEvent event = read(row.getString("data"));
        OffsetDateTime readAt = row.getOffsetDateTime("read_at");
        return new Notice(
                row.getLong("position"),
                row.getUUID("id"),
                row.getString("type"),
                event.ramp().id(),
                event.ramp().status(),
                event.previousStatus(),
                event.sequence(),
                row.getOffsetDateTime("created_at").toInstant(),
                readAt == null ? null : readAt.toInstant(),
                null,
                event.ramp().forPerson());
    }

    /** The same, with its message in this language. */
    public Notice in(Locale language) {
        return new Notice(
                position,
                id,
                type,
                rampId,
                status,
                previousStatus,
                sequence,
                createdAt,
                readAt,
                Messages.of(ramp, language),
                ramp);
    }

    private static RampEvent read(String data) {
        try {
            return JSON.readValue(data, RampEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored notice cannot be read", e);
        }
    }
}
