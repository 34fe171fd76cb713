package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A simulator that hurries, and a client that is logged in to it. */
final class Bench implements AutoCloseable {
    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    static final KillbSettings HURRIED = KillbSettings.DEFAULT
            .with("stepMs", 2)
            .with("paymentDelayMs", 2)
            .with("retryScheduleMs", List.of(10, 10, 10, 10, 10))
            .with("webhookTimeoutMs", 2_000)
            .with("requestsPerSecond", 10_000)
            .with("burst", 10_000);

    private static final Vertx VERTX = Vertx.vertx();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration DEADLINE = Duration.ofSeconds(5);

    private final KillbSimulator simulator;
    private String token = "";

    record Answer(int status, String text, HttpResponse<String> response) {
        JsonNode json() throws IOException {
            return JSON.readTree(text);
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    private Bench(KillbSimulator simulator) {
        this.simulator = simulator;
    }

    static Bench start(KillbSettings settings) throws Exception {
        return start(settings, InstantSource.system());
    }

    static Bench start(KillbSettings settings, InstantSource time) throws Exception {
        Bench bench = new Bench(KillbSimulator.start(VERTX, settings, time));
        bench.login();
        return bench;
    }

    void login() throws Exception {
        token = login(KillbSettings.DEFAULT.email(), KillbSettings.DEFAULT.password())
                .json()
                .path("accessToken")
                .asText();
    }

    Answer login(String email, String password) throws Exception {
        return api("POST", "/auth/login", """
                {"email":"%s","password":"%s"}""".formatted(email, password));
    }

    void useToken(String other) {
        token = other;
    }

    Answer get(String path) throws Exception {
        return api("GET", path, "");
    }

    Answer post(String path, String body) throws Exception {
        return api("POST", path, body);
    }

    Answer patch(String path, String body) throws Exception {
        return api("PATCH", path, body);
    }

    Answer api(String method, String path, String body) throws Exception {
        return send(method, "/api/v2" + path, body, DEADLINE);
    }

    Answer sim(String method, String path, String body) throws Exception {
        return send(method, "/_sim" + path, body, DEADLINE);
    }

    void fault(String json) throws Exception {
        Answer answer = sim("POST", "/faults", json);
        if (answer.status() != 200) {
            throw new AssertionError(answer.text());
        }
    }

    Answer send(String method, String path, String body, Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(simulator.baseUri() + path))
                .timeout(patience)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body(), response);
    }

    /** Waits for something that nobody reports. */
    static void eventually(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("not within " + DEADLINE);
            }
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Override
    public void close() {
        simulator.close();
    }
}
