package io.pasarela.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpLoadTest {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();
    private @Nullable HttpServer server;

    /** A hundred requests, each with its index as its body, filled up to a size. */
    private record Numbered(int count, int size) implements Requests {
        @Override
        public int largest() {
            return size + 200;
        }

        @Override
        public void write(int index, ByteBuffer buffer) {
            String body = String.valueOf(index)
                    + " ".repeat(size - String.valueOf(index).length());
            String head = "POST / HTTP/1.1\r\nHost: test\r\nContent-Length: %d\r\n\r\n".formatted(size);
            buffer.put((head + body).getBytes(StandardCharsets.US_ASCII));
        }
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    void eachRequestIsSentOnceAndAnswered() throws IOException {
        LoadResult result = run(new Numbered(100, 10), exchange -> answer(exchange, 200, "fine"));

        assertThat(result.answered()).isEqualTo(100);
        assertThat(result.failed()).isZero();
        assertThat(bodies).hasSize(100);
        assertThat(result.latencyMillis(50)).isPositive();
        assertThat(result.requestsPerSecond()).isPositive();
    }

    @Test
    void anAnswerWithoutABodyIsWhole() throws IOException {
        LoadResult result = run(new Numbered(20, 10), exchange -> answer(exchange, 204, ""));

        assertThat(result.answered()).isEqualTo(20);
    }

    @Test
    void aRequestThatTheSocketTakesInPiecesArrives() throws IOException {
        LoadResult result = run(new Numbered(3, 8_000_000), exchange -> answer(exchange, 200, "fine"));

        assertThat(result.answered()).isEqualTo(3);
        assertThat(bodies).hasSize(3);
    }

    @Test
    void anotherStatusIsAFailureAndSaysSo() throws IOException {
        LoadResult result = run(new Numbered(5, 10), exchange -> answer(exchange, 503, "too busy"));

        assertThat(result.answered()).isZero();
        assertThat(result.failed()).isEqualTo(5);
        assertThat(result.firstFailure())
                .hasValueSatisfying(why -> assertThat(why).contains("503", "too busy"));
    }

    @Test
    void aBrokenConnectionIsAFailureAndTheLoadGoesOn() throws IOException {
        LoadResult result = run(new Numbered(10, 10), exchange -> {
            if (new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII).startsWith("3 ")) {
                throw new IOException("hang up");
            }
            answer(exchange, 200, "fine");
        });

        assertThat(result.failed()).isEqualTo(1);
        assertThat(result.answered()).isEqualTo(9);
    }

    private LoadResult run(Requests requests, HttpHandler handler) throws IOException {
        var running = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server = running;
        running.createContext("/", handler);
        running.start();
        try (var load = HttpLoad.open(running.getAddress().getPort(), 4, 2, Protocol.HTTP)) {
            return load.run(requests, LONG_ENOUGH, status -> status / 100 == 2);
        }
    }

    private void answer(HttpExchange exchange, int status, String text) throws IOException {
        bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII).strip());
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
