package io.pasarela.notification.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.notification.Notice;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * An event, and the bytes that say it, which are made once per language and framing and then shared by everybody on this node who is told it.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">the framing of server-sent events</a>
 */
public final class Told {

    private static final ObjectMapper JSON = Wire.mapper();

    private final Notice notice;
    private final @Nullable String traceparent;
    private final Map<Locale, Buffer> frames = new ConcurrentHashMap<>(2);
    private final Map<Locale, String> texts = new ConcurrentHashMap<>(2);

    /** @param traceparent of what caused the notice; absent where that is not traced */
    Told(Notice notice, @Nullable String traceparent) {
        this.notice = notice;
        this.traceparent = traceparent;
    }

    public long position() {
        return notice.position();
    }

    @Nullable
    String traceparent() {
        return traceparent;
    }

    UUID rampId() {
        return notice.rampId();
    }

    /** As a server-sent event. */
    public Buffer frame(Locale language) {
        // Almost always it is there.
        Buffer made = frames.get(language);
        return made == null
                ? frames.computeIfAbsent(language, l -> frame(notice.position(), "ramp", notice.in(l)))
                : made;
    }

    /** As a text message of a WebSocket. */
    public String text(Locale language) {
        return texts.computeIfAbsent(language, l -> text(notice.position(), "ramp", notice.in(l)));
    }

    /**
     * Any event as a server-sent event.
     *
     * @param id absent when resuming must not begin here
     */
    public static Buffer frame(@Nullable Long id, String event, Object data) {
        Buffer frame = Buffer.buffer(2048);
        if (id != null) {
            frame.appendString("id: ").appendString(id.toString()).appendString("\n");
        }
        return frame.appendString("event: ")
                .appendString(event)
                .appendString("\ndata: ")
                .appendBytes(json(data))
                .appendString("\n\n");
    }

    public static String text(@Nullable Long id, String event, Object data) {
        return new String(json(new Envelope(id == null ? null : id.toString(), event, data)), StandardCharsets.UTF_8);
    }

    private record Envelope(@Nullable String id, String event, Object data) {}

    private static byte[] json(Object value) {
        try {
            return JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }
}
