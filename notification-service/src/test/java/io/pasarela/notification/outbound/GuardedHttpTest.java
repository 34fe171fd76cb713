package io.pasarela.notification.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real server on this machine. */
class GuardedHttpTest {

    private static final Duration WITHIN = Duration.ofSeconds(1);

    private final Vertx vertx = Vertx.vertx();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile HttpHandler answer;

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestHeaders().getFirst("Host") + exchange.getRequestURI());
            exchange.getRequestBody().readAllBytes();
            answer.handle(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aNameThatChangesItsAddressAfterItWasLookedAtGainsNothing() {
        answer = exchange -> exchange.sendResponseHeaders(204, -1);
        AtomicInteger looks = new AtomicInteger();
        // Whoever asks twice is told another address, where nobody listens.
        Destinations rebinding = new Destinations(Set.of(443), true, _ ->
                new InetAddress[] {InetAddress.getByName(looks.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")});

        assertThat(post(rebinding, "/x?y=z").status()).isEqualTo(204);
        assertThat(looks).hasValue(1);
        assertThat(asked).containsExactly("localhost:" + server.getAddress().getPort() + "/x?y=z");
    }

    @Test
    void aRedirectIsAnAnswerAndIsNotFollowed() {
        answer = exchange -> {
            exchange.getResponseHeaders().set("Location", "/inside");
            exchange.sendResponseHeaders(307, -1);
        };

        assertThat(post("/x").status()).isEqualTo(307);
        assertThat(asked).hasSize(1);
    }

    @Test
    void aBodyWithoutEndIsNotRead() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 0);
            endless(exchange);
        };

        assertThat(post("/x").status()).isEqualTo(200);
    }

    @Test
    void whoSaysNothingIsLeftInTime() {
        answer = _ -> await();

        assertThatThrownBy(() -> post("/x")).hasRootCauseMessage("TIMEOUT");
    }

    @Test
    void whoStopsInTheMiddleOfAnAnswerIsLeftInTime() {
        answer = exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write("half".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await();
        };

        assertThatThrownBy(() -> post("/x")).hasRootCauseInstanceOf(SendFailure.class);
    }

    @Test
    void whereNobodyListensNothingIsDelivered() {
        server.stop(0);

        assertThatThrownBy(() -> post("/x")).hasRootCauseMessage("CONNECTION_FAILED");
    }

    private Reply post(String path) {
        return post(new Destinations(Set.of(443), true, InetAddress::getAllByName), path);
    }

    private Reply post(Destinations destinations, String path) {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + path);
        return new GuardedHttp(vertx, destinations)
                .post(uri, Map.of("X", "y"), new byte[] {1}, WITHIN)
                .await()
                .atMost(WITHIN.multipliedBy(4));
    }

    private static void endless(HttpExchange exchange) throws IOException {
        byte[] part = new byte[8192];
        // Ends when the connection is cut off.
        for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(part);
        }
    }

    private void await() {
        try {
            over.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
