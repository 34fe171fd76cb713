package io.pasarela.notification.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.vertx.mutiny.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something to be sent.
 *
 * @param destination to which of the channel's own rows
 * @param lane those with the same lane share a limit
 * @param messageId what the receiver knows it by, the same at each repetition
 * @param data what the channel needs to send it
 * @param tries so often it was tried before
 * @param traceparent of what caused the notice; absent where that is not traced, or the notice is not kept any more
 */
public record Delivery(
        UUID id,
        UUID destination,
        String client,
        String lane,
        UUID messageId,
        String type,
        String data,
        int tries,
        @Nullable String traceparent) {

    private static final ObjectMapper JSON = Wire.mapper();

    /** Its data, where it tells of a ramp. */
    public RampEvent event() {
        try {
            return JSON.readValue(data, RampEvent.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored event cannot be read", e);
        }
    }

    static Delivery of(Row row) {
        return new Delivery(
                row.getUUID("id"),
                row.getUUID("destination"),
                row.getString("client"),
                row.getString("lane"),
                row.getUUID("message_id"),
                row.getString("type"),
                row.getString("data"),
                row.getInteger("tries"),
                row.getString("traceparent"));
    }
}
