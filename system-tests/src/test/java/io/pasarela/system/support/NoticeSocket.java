package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens to notices over a WebSocket, with the client of the JDK. */
public final class NoticeSocket implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private WebSocket socket;

    private NoticeSocket() {}

    /**
     * Opens one.
     *
     * @param query with its question mark
     * @param token offered as a subprotocol; none is offered when it is empty
     * @param headers names and values
     */
    public static NoticeSocket open(URI base, String query, String token, String... headers) {
        NoticeSocket notices = new NoticeSocket();
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (!token.isEmpty()) {
            builder.subprotocols("pasarela.notifications.v1", "bearer." + token);
        }
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        URI uri = URI.create(base.toString().replace("http", "ws") + "/api/v2/notifications/ws" + query);
        notices.socket = builder.buildAsync(uri, notices).join();
        return notices;
    }

    /** The status with which the handshake is refused; 101 when it is not. */
    public static int status(URI base, String query, String token, String... headers) {
        try (NoticeSocket _ = open(base, query, token, headers)) {
            return 101;
        } catch (CompletionException e) {
            if (e.getCause() instanceof WebSocketHandshakeException refused) {
                return refused.getResponse().statusCode();
            }
            throw e;
        }
    }

    /** What has come so far: {@code id}, {@code event} and {@code data} of each. */
    public List<JsonNode> messages() {
        return List.copyOf(messages);
    }

    public List<Integer> sequences() {
        return messages.stream()
                .filter(message -> message.path("event").asText().equals("ramp"))
                .map(message -> message.at("/data/sequence").asInt())
                .toList();
    }

    public void send(String message) {
        socket.sendText(message, true).join();
    }

    public void acknowledge(String id) {
        send("{\"ack\":\"%s\"}".formatted(id));
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** The code with which the server closes. */
    public CompletableFuture<Integer> closed() {
        return closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(Gateway.JSON.readTree(text.toString()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            text.setLength(0);
        }
        from.request(1);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return CompletableFuture.completedStage(null);
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
