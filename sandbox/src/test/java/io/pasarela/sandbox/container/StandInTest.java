package io.pasarela.sandbox.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.sandbox.Ports;
import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandInTest {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theIssuerCallsItselfByTheNameThatOtherContainersUse() throws IOException, InterruptedException {
        var ports = Ports.free();
        var settings = new ContainerSettings(Map.of(
                ContainerSettings.ISSUER, "http://sandbox:8091",
                ContainerSettings.WEBHOOKS, "http://webhook-ingest:8080/webhooks/killb",
                ContainerSettings.WEBHOOK_SECRET, "0123456789abcdef0123456789abcdef",
                ContainerSettings.DATA, folder.toString()));

        try (var _ = new StandIn(vertx, "127.0.0.1", ports.simulator(), ports.issuer(), settings);
                var http = HttpClient.newHttpClient()) {
            var discovery = HttpRequest.newBuilder(URI.create(
                            "http://127.0.0.1:%d/.well-known/openid-configuration".formatted(ports.issuer())))
                    .build();

            var told =
                    new JsonObject(http.send(discovery, BodyHandlers.ofString()).body());

            assertThat(told.getString("issuer")).isEqualTo("http://sandbox:8091");
            assertThat(told.getString("jwks_uri")).isEqualTo("http://sandbox:8091/jwks");
        }
    }

    @Test
    void whatIsMissingIsNamed() {
        var nothing = new ContainerSettings(Map.of(ContainerSettings.WEBHOOK_SECRET, " "));

        assertThatThrownBy(nothing::webhookSecret)
                .isInstanceOf(SandboxFailure.class)
                .hasMessage("The variable PASARELA_SANDBOX_WEBHOOK_SECRET is not set.");
        assertThatThrownBy(nothing::bootstrap).hasMessageContaining("KAFKA_BOOTSTRAP_SERVERS");
    }
}
