package io.pasarela.sandbox.demo;

import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts JSON and expects a 2xx with a JSON object; anything else is a {@link SandboxFailure} that quotes the answer. */
public final class JsonApi implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final String token;

    /** @param token sent as bearer token when not empty */
    public JsonApi(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    public JsonObject post(String path, JsonObject body) {
        var request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.encode()));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer = send(request.build());
        if (answer.statusCode() / 100 != 2) {
            throw new SandboxFailure("POST %s was answered %d: %s".formatted(path, answer.statusCode(), answer.body()));
        }
        try {
            return new JsonObject(answer.body());
        } catch (DecodeException e) {
            throw new SandboxFailure(
                    "POST %s was answered by something else than JSON: %s".formatted(path, answer.body()), e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new SandboxFailure("POST %s was not answered: %s".formatted(request.uri(), e), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("POST %s was interrupted.".formatted(request.uri()));
        }
    }
}
