package io.pasarela.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final CompletableFuture<HttpServerRequest> streaming = new CompletableFuture<>();
    private final CompletableFuture<Void> streamClosed = new CompletableFuture<>();
    private HttpServer backend;
    private FrontDoor door;

    @BeforeEach
    void open() {
        backend = await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(this::answer)
                .listen());
        int dead = unusedPort();
        door = await(FrontDoor.open(
                vertx,
                0,
                Map.of(
                        Backend.NOTIFICATION_SERVICE, backend.actualPort(),
                        Backend.RAMP_SERVICE, backend.actualPort(),
                        Backend.QUOTE_SERVICE, dead,
                        Backend.WEBHOOK_INGEST, dead,
                        Backend.ISSUER, dead),
                own -> own.response().end("<h1>hello</h1>")));
    }

    @AfterEach
    void close() {
        door.close();
        http.close();
        await(vertx.close());
    }

    @Test
    void aRequestReachesItsBackendUnchangedAndSaysWhereItCameFrom() throws Exception {
        var answer = http.send(
                request("/api/v2/ramps?limit=3")
                        .header("Forwarded", "for=evil")
                        .POST(BodyPublishers.ofString("{\"a\":1}"))
                        .build(),
                BodyHandlers.ofString());

        var seen = new JsonObject(answer.body());
        assertThat(seen.getString("uri")).isEqualTo("/api/v2/ramps?limit=3");
        assertThat(seen.getString("body")).isEqualTo("{\"a\":1}");
        assertThat(seen.getString("forwarded")).isEqualTo("for=127.0.0.1;proto=http");
    }

    @Test
    void anEventPassesAtOnceAndLeavingClosesTheBackendsStreamToo() throws Exception {
        var socket = await(vertx.createNetClient().connect(door.uri().getPort(), "127.0.0.1"));
        var received = Buffer.buffer();
        var firstEvent = new CompletableFuture<String>();
        socket.handler(bytes -> {
            received.appendBuffer(bytes);
            if (received.toString().contains("data: one")) {
                firstEvent.complete(received.toString());
            }
        });
        socket.write("GET /api/v2/notifications/stream HTTP/1.1\r\nHost: x\r\n\r\n");
        var stream = streaming.get(5, TimeUnit.SECONDS).response();

        stream.write("data: one\n\n");

        assertThat(firstEvent.get(5, TimeUnit.SECONDS)).contains("text/event-stream");
        socket.close();
        streamClosed.get(5, TimeUnit.SECONDS);
    }

    @Test
    void aWebSocketPasses() throws Exception {
        var echoed = new CompletableFuture<String>();
        var client = vertx.createWebSocketClient();
        var socket = await(client.connect(door.uri().getPort(), "127.0.0.1", "/api/v2/notifications/ws"));
        socket.textMessageHandler(echoed::complete);

        socket.writeTextMessage("hola");

        assertThat(echoed.get(5, TimeUnit.SECONDS)).isEqualTo("echo hola");
    }

    @Test
    void whyAWebSocketIsRefusedPassesToo() {
        var handshake = new CompletableFuture<UpgradeRejectedException>();
        vertx.createWebSocketClient()
                .connect(door.uri().getPort(), "127.0.0.1", "/api/v2/notifications/refused")
                .onFailure(refused -> handshake.complete((UpgradeRejectedException) refused));

        var refusal = handshake.orTimeout(5, TimeUnit.SECONDS).join();

        assertThat(refusal.getStatus()).isEqualTo(401);
        assertThat(refusal.getHeaders().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refusal.getBody().toString()).isEqualTo("{\"code\":\"UNAUTHENTICATED\"}");
    }

    @Test
    void aWebSocketToABackendThatIsDownIsAProblem() {
        var handshake = new CompletableFuture<UpgradeRejectedException>();
        vertx.createWebSocketClient()
                .connect(door.uri().getPort(), "127.0.0.1", "/api/v2/quotations")
                .onFailure(refused -> handshake.complete((UpgradeRejectedException) refused));

        var refusal = handshake.orTimeout(5, TimeUnit.SECONDS).join();

        assertThat(refusal.getStatus()).isEqualTo(503);
        assertThat(refusal.getBody().toString()).contains("SERVICE_UNAVAILABLE");
    }

    @Test
    void aBackendThatIsDownIsAProblemThatCanBeRetried() throws Exception {
        var answer = http.send(
                request("/api/v2/quotations")
                        .POST(BodyPublishers.ofString("{}"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("Retry-After")).contains("1");
        var problem = new JsonObject(answer.body());
        assertThat(problem.getString("code")).isEqualTo("SERVICE_UNAVAILABLE");
        assertThat(problem.getInteger("status")).isEqualTo(503);
        assertThat(problem.getBoolean("retryable")).isTrue();
        assertThat(problem.getString("detail")).contains("quote-service");
    }

    @Test
    void aPathOfNobodyIsAProblem() throws Exception {
        var answer = http.send(request("/nowhere").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(new JsonObject(answer.body()).getString("code")).isEqualTo("NOT_FOUND");
    }

    @Test
    void theBackendsOwnErrorPassesUnchanged() throws Exception {
        var answer = http.send(request("/api/v2/ramps/broken").build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).isEqualTo("mine");
    }

    @Test
    void whatNoBackendOwnsIsAnsweredByTheDoorsOwnPages() throws Exception {
        var answer = http.send(request("/").build(), BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("<h1>hello</h1>");
    }

    private void answer(HttpServerRequest request) {
        if (request.path().endsWith("/ws")) {
            request.toWebSocket()
                    .onSuccess(socket -> socket.textMessageHandler(text -> socket.writeTextMessage("echo " + text)));
        } else if (request.path().endsWith("/refused")) {
            request.response()
                    .setStatusCode(401)
                    .putHeader("Content-Type", "application/problem+json")
                    .end("{\"code\":\"UNAUTHENTICATED\"}");
        } else if (request.path().endsWith("/stream")) {
            request.response().setChunked(true).putHeader("Content-Type", "text/event-stream");
            request.response().closeHandler(_ -> streamClosed.complete(null));
            streaming.complete(request);
        } else if (request.path().endsWith("/broken")) {
            request.response().setStatusCode(502).end("mine");
        } else {
            request.body()
                    .onSuccess(body -> request.response()
                            .end(new JsonObject()
                                    .put("uri", request.uri())
                                    .put("body", body.toString())
                                    .put("forwarded", request.getHeader("Forwarded"))
                                    .toBuffer()));
        }
    }

    private int unusedPort() {
        var server = await(vertx.createHttpServer().requestHandler(_ -> {}).listen(0, "127.0.0.1"));
        int port = server.actualPort();
        await(server.close());
        return port;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(door.uri() + path));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }
}
