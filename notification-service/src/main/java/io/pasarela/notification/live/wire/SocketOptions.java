package io.pasarela.notification.live.wire;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/** What the HTTP server must know of streams before it listens. */
@Singleton
class SocketOptions implements HttpServerOptionsCustomizer {

    /** The subprotocol that is spoken here, whether it is asked for or not. */
    private static final String SUBPROTOCOL = "pasarela.notifications.v1";

    /** Acknowledgements are short. */
    private static final int MESSAGE_BYTES_MAX = 4096;

    /** What the kernel keeps for a connection that does not read; left to itself it would be megabytes. */
    private static final int SEND_BUFFER_BYTES = 128 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.addWebSocketSubProtocol(SUBPROTOCOL)
                .setMaxWebSocketFrameSize(MESSAGE_BYTES_MAX)
                .setMaxWebSocketMessageSize(MESSAGE_BYTES_MAX)
                .setSendBufferSize(SEND_BUFFER_BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
