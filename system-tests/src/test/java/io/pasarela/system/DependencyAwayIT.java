package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Replica;
import io.pasarela.system.support.RunningSystem;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/dependencies.md says of what has no test of its own elsewhere. */
class DependencyAwayIT {

    private static final Duration RESTARTED = Duration.ofSeconds(60);

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void withoutTheDatabasesPeopleAreAskedToComeAgainAndNoWebhookIsLost() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "before-" + user.userId());
        String quotationId = gateway.quotationId();
        long rampsBefore = system.simulator().rampsCreated();
        system.sandbox().postgres().kill();
        try {
            for (var answer : new Gateway.Answer[] {
                gateway.ramp(quotationId, user.userId(), user.walletId(), "during-" + user.userId()),
                gateway.get("/api/v2/ramps/" + ramp.text("id")),
                gateway.get("/api/v2/notifications")
            }) {
                assertThat(answer.status()).as(answer.body().toString()).isEqualTo(503);
                assertThat(answer.text("code")).isEqualTo("SERVICE_UNAVAILABLE");
                assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(system.simulator().rampsCreated()).isEqualTo(rampsBefore);
            assertThat(gateway.quotationId()).as("quotations go on").isNotEmpty();

            system.simulator().pay(ramp.text("providerRampId"));
            eventually(() -> assertThat(system.simulator()
                            .deliveries(ramp.text("providerRampId"))
                            .findValuesAsText("answer"))
                    .contains("200"));
        } finally {
            system.sandbox().postgres().restart();
        }

        eventually(
                RESTARTED,
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        assertThat(gateway.ramp(gateway.quotationId(), user.userId(), user.walletId(), "during-" + user.userId())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void withoutQuoteServiceNoRampIsCreatedAndTheRequestMayBeRepeated() {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        system.sandbox().service("quote-service").kill();
        try {
            assertThat(gateway.ramp(quotationId, user.userId(), user.walletId(), "alone-" + user.userId())
                            .status())
                    .isEqualTo(503);
        } finally {
            system.sandbox().service("quote-service").restart();
        }

        eventually(
                RESTARTED,
                () -> assertThat(gateway.ramp(quotationId, user.userId(), user.walletId(), "alone-" + user.userId())
                                .status())
                        .isEqualTo(201));
    }

    @Test
    void withoutRedisNothingBindingIsQuotedAndWhatIsPublishedIsReadAllTheSame() {
        assertThat(gateway.get("/api/v2/pairs").status()).isEqualTo(200);
        system.sandbox().redis().kill();
        try {
            assertThat(quoted().status()).isEqualTo(503);
            assertThat(quoted().text("code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(gateway.get("/api/v2/pairs").status()).isEqualTo(200);
            for (String service : List.of("quote-service", "notification-service")) {
                staysInService(service);
            }
        } finally {
            system.sandbox().redis().restart();
        }

        eventually(RESTARTED, () -> assertThat(quoted().status()).isEqualTo(201));
    }

    private void staysInService(String service) {
        Gateway.Answer answer = ready(service);
        assertThat(answer.status())
                .as("%s stays in service: %s", service, answer.body())
                .isEqualTo(200);
    }

    private Gateway.Answer ready(String service) {
        String port = system.sandbox().environment(service).get("QUARKUS_HTTP_PORT");
        return new Gateway(URI.create("http://127.0.0.1:" + port), "none-needed").get("/q/health/ready");
    }

    private Gateway.Answer quoted() {
        return gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");
    }

    @Test
    void withoutKafkaRampsAreCreatedServicesStartAndOnlyWhoTakesWebhooksIsOutOfService() {
        List<String> others = List.of("quote-service", "ramp-service", "notification-service");
        // One that has lost its database a moment ago says so once more.
        eventually(() -> others.forEach(this::staysInService));
        Demo user = system.newUser();
        system.sandbox().kafka().kill();
        try {
            eventually(() -> assertThat(ready("webhook-ingest").status()).isEqualTo(503));
            others.forEach(this::staysInService);
            assertThat(gateway.ramp(gateway.quotationId(), user.userId(), user.walletId(), "unheard-" + user.userId())
                            .status())
                    .isEqualTo(201);
            try (var starting = Replica.start("quote-service", system.sandbox().environment("quote-service"), "")
                    .awaitReady()) {
                assertThat(starting.told("/q/health/started").statusCode()).isEqualTo(200);
            }
        } finally {
            system.sandbox().kafka().restart();
        }
        eventually(RESTARTED, () -> assertThat(ready("webhook-ingest").status()).isEqualTo(200));
    }

    @Test
    void withoutTheIssuerTokensAreCheckedWithTheKeysThatAreKnown(@TempDir Path folder) throws IOException {
        Vertx vertx = Vertx.vertx();
        TokenIssuer issuer = TokenIssuer.start(vertx, folder, freePort())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var environment = new HashMap<>(system.sandbox().environment("quote-service"));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.uri().toString());
        try (var service = Replica.start("quote-service", environment, "").awaitReady()) {
            assertThat(pairs(service, issuer).status()).isEqualTo(200);

            issuer.close();

            assertThat(pairs(service, issuer).status()).isEqualTo(200);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aServiceThatStartsWithoutTheIssuerIsNotReadyUntilItIsThere(@TempDir Path folder) throws IOException {
        Vertx vertx = Vertx.vertx();
        int port = freePort();
        var environment = new HashMap<>(system.sandbox().environment("quote-service"));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + port);
        // The worst of all: it is there, and says nothing.
        var silent = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        try (silent;
                var service = Replica.start("quote-service", environment, "")) {
            eventually(
                    RESTARTED,
                    () -> assertThat(status(service, "/q/health/live")).isEqualTo(200));
            assertThat(status(service, "/q/health/ready")).isEqualTo(503);
            silent.close();
            assertThat(new Gateway(service.uri(), "e30.e30.e30")
                            .get("/api/v2/pairs")
                            .text("code"))
                    .isEqualTo("SERVICE_UNAVAILABLE");

            TokenIssuer issuer = TokenIssuer.start(vertx, folder, port)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            service.awaitReady();

            assertThat(pairs(service, issuer).status()).isEqualTo(200);
            issuer.close();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static int status(Replica service, String path) {
        return service.told(path).statusCode();
    }

    /** With a token of its own each time. */
    private static Gateway.Answer pairs(Replica service, TokenIssuer issuer) {
        return new Gateway(service.uri(), issuer.token(Client.DEMO_APP)).get("/api/v2/pairs");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
