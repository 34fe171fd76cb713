package io.pasarela.notification.live.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.notification.live.Connection;
import io.pasarela.notification.live.Told;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket. Each event is a text message {@code {"id", "event", "data"}}; the client acknowledges by {@code {"ack": "<id>"}} everything up to
 * that id, and is told no more than so many events that it has not acknowledged.
 */
final class Socket implements Connection {

    /** RFC 6455, section 7.4.1, and the registry that it founds. */
    private static final short GOING_AWAY = 1001;

    private static final short POLICY_VIOLATION = 1008;
    private static final short TRY_AGAIN_LATER = 1013;
    private static final ObjectMapper JSON = Wire.mapper();
    private static final Buffer NOTHING = Buffer.buffer();

    private final ServerWebSocket socket;
    private final int unacknowledgedMax;
    private final Queue<Long> unacknowledged = new ArrayDeque<>(4);
    private Runnable whenWritable = () -> {};
    private long lastTold;

    Socket(ServerWebSocket socket, int unacknowledgedMax) {
        this.socket = socket;
        this.unacknowledgedMax = unacknowledgedMax;
        socket.textMessageHandler(this::hear);
        socket.binaryMessageHandler(_ -> refuse());
        socket.drainHandler(_ -> whenWritable.run());
    }

    @Override
    public boolean isWritable() {
        return unacknowledged.size() < unacknowledgedMax && !socket.writeQueueFull();
    }

    @Override
    public void whenWritable(Runnable listener) {
        whenWritable = listener;
    }

    @Override
    public void tell(Told told, Locale language) {
        expectAcknowledgement(told.position());
        write(told.text(language));
    }

    @Override
    public void tell(@Nullable Long id, String event, Object data) {
        if (id != null) {
            expectAcknowledgement(id);
        }
        write(Told.text(id, event, data));
    }

    @Override
    public void beat() {
        if (!socket.isClosed() && !socket.writeQueueFull()) {
            socket.writePing(NOTHING);
        }
    }

    @Override
    public void end(End end) {
        if (socket.isClosed()) {
            return;
        }
        boolean reads = !socket.writeQueueFull();
        write(Told.text(null, "end", end));
        short code =
                switch (end.reason()) {
                    case TOKEN_EXPIRED, REVOKED -> POLICY_VIOLATION;
                    case DRAINING -> GOING_AWAY;
                    case TOO_SLOW -> TRY_AGAIN_LATER;
                };
        if (reads) {
            socket.close(code, end.reason().name());
        } else {
            // A close frame would wait behind what is not read.
            ((WebSocketInternal) socket).channelHandlerContext().close();
        }
    }

    private void expectAcknowledgement(long id) {
        unacknowledged.add(id);
        lastTold = id;
    }

    private void hear(String message) {
        Long acknowledged = acknowledged(message);
        if (acknowledged == null || acknowledged > lastTold) {
            refuse();
            return;
        }
        boolean wasWritable = isWritable();
        while (!unacknowledged.isEmpty() && unacknowledged.element() <= acknowledged) {
            unacknowledged.remove();
        }
        if (!wasWritable && isWritable()) {
            whenWritable.run();
        }
    }

    private static @Nullable Long acknowledged(String message) {
        try {
            JsonNode ack = JSON.readTree(message).path("ack");
            String text = ack.asText();
            return ack.isValueNode() && text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
        } catch (JsonProcessingException _) {
            return null;
        }
    }

    /** Nothing but acknowledgements of what was told is understood here. */
    private void refuse() {
        if (!socket.isClosed()) {
            socket.close(POLICY_VIOLATION, "only {\"ack\": \"<id of an event told>\"} is understood");
        }
    }

    private void write(String text) {
        if (!socket.isClosed()) {
            // Whether it arrived is what acknowledgements are for.
            var _ = socket.writeTextMessage(text);
        }
    }
}
