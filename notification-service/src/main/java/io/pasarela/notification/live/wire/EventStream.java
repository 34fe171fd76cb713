package io.pasarela.notification.live.wire;

import io.netty.channel.ChannelPipeline;
import io.pasarela.notification.live.Connection;
import io.pasarela.notification.live.Told;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Server-sent events over HTTP. */
final class EventStream implements Connection {

    private static final Buffer BEAT = Buffer.buffer(": still here\n\n");

    /** How Vert.x calls what ends idle connections. */
    private static final String IDLE = "idle";

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final long reconnectMillis;

    EventStream(HttpServerRequest request, long reconnectMillis) {
        this.request = request;
        this.response = request.response();
        this.reconnectMillis = reconnectMillis;
    }

    /** Sends the head of the answer at once, so that the client knows that it is heard. */
    void open(Locale language) {
        response.setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Content-Language", language.toLanguageTag())
                .putHeader("Cache-Control", "no-store")
                // nginx would keep events back until it has a buffer full of them.
                .putHeader("X-Accel-Buffering", "no");
        write(Buffer.buffer("retry: " + reconnectMillis + "\n\n"));
        if (request.version() != HttpVersion.HTTP_2) {
            withoutIdleTimeout();
        }
    }

    /** A stream has signs of life of its own; a timeout beside them would be kept and pushed on with every event. */
    private void withoutIdleTimeout() {
        ChannelPipeline pipeline =
                ((ConnectionBase) request.connection()).channelHandlerContext().pipeline();
        if (pipeline.get(IDLE) != null) {
            pipeline.remove(IDLE);
        }
    }

    @Override
    public boolean isWritable() {
        return !response.writeQueueFull();
    }

    @Override
    public void whenWritable(Runnable listener) {
        response.drainHandler(_ -> listener.run());
    }

    @Override
    public void tell(Told told, Locale language) {
        write(told.frame(language));
    }

    @Override
    public void tell(@Nullable Long id, String event, Object data) {
        write(Told.frame(id, event, data));
    }

    @Override
    public void beat() {
        if (isWritable()) {
            write(BEAT);
        }
    }

    @Override
    public void end(End end) {
        Long more = end.retryAfterMillis();
        if (more != null) {
            write(Buffer.buffer("retry: " + (reconnectMillis + more) + "\n"));
        }
        boolean reads = isWritable();
        tell(null, "end", end);
        if (response.ended() || response.closed()) {
            return;
        }
        if (reads) {
            response.end();
        } else if (request.version() == HttpVersion.HTTP_2) {
            response.reset();
        } else {
            // Anything more polite would wait behind what is not read.
            ((ConnectionBase) request.connection()).channelHandlerContext().close();
        }
    }

    private void write(Buffer bytes) {
        if (!response.ended() && !response.closed()) {
            // Whether it arrived is asked when the client comes back: nobody waits to hear of it.
            response.write(bytes, null);
        }
    }
}
