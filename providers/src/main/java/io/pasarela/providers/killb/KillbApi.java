package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.calls.BoundedBody;
import io.pasarela.providers.calls.Calls;
import io.pasarela.providers.calls.CallsConfig;
import io.pasarela.providers.calls.Deadline;
import io.pasarela.providers.calls.Pace;
import io.pasarela.providers.killb.KillbErrors.Lost;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * KillB over HTTP: keeps to its rate, logs in, renews the token once when it is refused, and turns everything that goes wrong into a
 * {@link ProviderFailure}. Paths are relative to {@code /api/v2}.
 */
@ApplicationScoped
class KillbApi {

    private static final String BASE_PATH = "/api/v2";

    /** KillB's longest list is that of the banks of a country, some tens of kilobytes. */
    private static final int ANSWER_SIZE_MAX = 4 * 1024 * 1024;

    private record Token(String access, String refresh) {}

    /** One log-in, shared by all requests until it fails or is refused; identity tells which one a request had used. */
    private final class Session {
        private final Uni<Token> token;

        Session(Supplier<Uni<Token>> obtain) {
            this.token = Uni.createFrom()
                    .deferred(() -> obtain.get())
                    .onFailure()
                    // Only this one is thrown away: meanwhile there may be another, which is good.
                    .invoke(() -> current.compareAndSet(this, null))
                    .memoize()
                    .indefinitely();
        }

        Uni<Token> token() {
            return token;
        }
    }

    /** A request. @param timeout longest wait for its answer once it is sent */
    private record Sending(
            HttpMethod method, String path, byte @Nullable [] body, Lost lost, Duration timeout, Pace pace) {}

    private final KillbConfig config;
    private final CallsConfig callsConfig;
    private final Calls calls;
    private final Pace pace;
    private final Pace looking;
    private final RefusedLogIn refusedLogIn;
    private final WebClient client;
    private final AtomicReference<@Nullable Session> current = new AtomicReference<>();

    KillbApi(KillbConfig config, CallsConfig callsConfig, Vertx vertx, MeterRegistry registry) {
        this.config = config;
        this.callsConfig = callsConfig;
        List<KillbOperation> operations = List.of(KillbOperation.values());
        this.calls = new Calls(Killb.NAME, operations, callsConfig, registry);
        this.pace =
                new Pace(Killb.NAME, config.rate().perSecond(), config.rate().burst(), registry);
        this.looking = pace.part(Killb.NAME, config.rate().lookingPercent(), registry);
        this.refusedLogIn = new RefusedLogIn(config.refusedFor());
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setUserAgent("pasarela")
                        // The bulkheads bound what is under way; nothing of it waits a second time, for a connection.
                        .setMaxPoolSize(
                                operations.size() * callsConfig.bulkhead().concurrent() + 2)
                        .setMaxWaitQueueSize(200)
                        .setFollowRedirects(false));
    }

    Uni<JsonNode> get(KillbOperation operation, String path) {
        return call(operation, HttpMethod.GET, path, null);
    }

    /** Sends exactly these bytes. */
    Uni<JsonNode> post(KillbOperation operation, String path, byte[] body) {
        return call(operation, HttpMethod.POST, path, body);
    }

    private Uni<JsonNode> call(KillbOperation operation, HttpMethod method, String path, byte @Nullable [] body) {
        Duration timeout = operation.repeatable() ? callsConfig.tryTimeout() : config.timeout();
        Sending sending =
                new Sending(method, path, body, operation.lost(), timeout, operation.onlyLooks() ? looking : pace);
        return calls.call(operation, deadline -> exchange(sending, deadline));
    }

    private Uni<JsonNode> exchange(Sending sending, Deadline deadline) {
        Session session = session();
        return permitted(session, sending, deadline)
                .flatMap(token -> send(sending, token))
                .flatMap(response -> response.statusCode() == 401
                        ? permitted(renewed(session), sending, deadline).flatMap(token -> send(sending, token))
                        : Uni.createFrom().item(response))
                .map(response -> KillbErrors.bodyOrFailure(response, sending.lost()));
    }

    // Either the token comes in time and the request is sent, or the time is over and it never is.
    private Uni<Token> permitted(Session session, Sending sending, Deadline deadline) {
        return Uni.createFrom()
                .deferred(session::token)
                .call(() -> sending.pace().turn(deadline.left()))
                .ifNoItem()
                .after(deadline.left())
                .failWith(() -> Calls.notSent("no turn or no log-in in time"));
    }

    private Uni<HttpResponse<Buffer>> send(Sending sending, @Nullable Token token) {
        HttpRequest<Buffer> request = client.requestAbs(sending.method(), config.url() + BASE_PATH + sending.path())
                .timeout(sending.timeout().toMillis())
                .as(BoundedBody.of(ANSWER_SIZE_MAX));
        if (token != null) {
            request.bearerTokenAuthentication(token.access());
        }
        byte[] body = sending.body();
        Uni<HttpResponse<Buffer>> sent = body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(body));
        return sent.invoke(response -> KillbErrors.silence(response.statusCode(), response::getHeader, Instant.now())
                        .ifPresent(pace::silence))
                // The client's own timeout starts anew with every byte that comes.
                .ifNoItem()
                .after(sending.timeout())
                .failWith(() -> new TimeoutException("no whole answer within " + sending.timeout()))
                .onFailure()
                .transform(cause -> KillbErrors.lost(cause, sending.lost()));
    }

    private Session session() {
        return updated(null, this::logIn);
    }

    private Session renewed(Session refused) {
        return updated(
                refused,
                () -> refused.token().flatMap(this::refresh).onFailure().recoverWithUni(this::logIn));
    }

    // Many requests may find the same session missing or refused; the first one replaces it and all share the new one.
    private Session updated(@Nullable Session replaced, Supplier<Uni<Token>> obtain) {
        Session fresh = new Session(obtain);
        Session kept = current.compareAndExchange(replaced, fresh);
        return kept == replaced ? fresh : kept == null ? updated(null, obtain) : kept;
    }

    private Uni<Token> logIn() {
        return refusedLogIn.guard(() -> obtainToken("/auth/login", credentials()));
    }

    private ObjectNode credentials() {
        return KillbReading.JSON
                .createObjectNode()
                .put("email", required(config.email(), "email"))
                .put("password", password());
    }

    // Once per session, and a few bytes that lie in memory.
    private String password() {
        return config.passwordFile()
                .map(KillbApi::content)
                .or(config::password)
                .orElseThrow(() -> new IllegalStateException("pasarela.providers.killb.password is not set"));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("pasarela.providers.killb.password-file cannot be read", e);
        }
    }

    private Uni<Token> refresh(Token token) {
        return obtainToken("/auth/refresh", KillbReading.JSON.createObjectNode().put("refreshToken", token.refresh()));
    }

    private Uni<Token> obtainToken(String path, ObjectNode body) {
        Sending sending = new Sending(
                HttpMethod.POST, path, KillbReading.bytes(body), Lost.HARMLESS, callsConfig.tryTimeout(), pace);
        return pace.turn(callsConfig.sendWithin())
                .chain(() -> send(sending, null))
                .map(response -> KillbErrors.bodyOrFailure(response, Lost.HARMLESS))
                .map(json -> new Token(
                        json.path("accessToken").asText(),
                        json.path("refreshToken").asText()))
                .onFailure(ProviderFailure.Refused.class)
                .transform(refused -> new Unavailable(
                        "KillB refuses our log-in: " + refused.getMessage(),
                        Unavailable.Why.CREDENTIALS,
                        config.refusedFor(),
                        refused));
    }

    private static String required(Optional<String> secret, String key) {
        return secret.orElseThrow(() -> new IllegalStateException("pasarela.providers.killb." + key + " is not set"));
    }
}
