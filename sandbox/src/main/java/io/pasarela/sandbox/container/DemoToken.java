package io.pasarela.sandbox.container;

import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A token of the demo application, asked for as an application does. */
final class DemoToken {
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private DemoToken() {}

    /** @param door the front door, behind which the issuer is */
    static String from(URI door) {
        var request = HttpRequest.newBuilder(door.resolve("/oauth/token"))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=client_credentials&client_id=%s&client_secret=%s"
                        .formatted(Client.DEMO_APP.id(), Client.DEMO_APP.secret())))
                .build();
        try (var http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new SandboxFailure("The front door answered %d to the demand of a token: %s"
                        .formatted(answer.statusCode(), answer.body()));
            }
            return new JsonObject(answer.body()).getString("access_token");
        } catch (IOException e) {
            throw new SandboxFailure("The front door at %s does not answer: %s".formatted(door, e.getMessage()), e);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Asking for a token was interrupted.");
        }
    }
}
