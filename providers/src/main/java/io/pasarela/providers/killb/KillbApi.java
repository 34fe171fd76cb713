package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.providers.ProviderFailure;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * KillB over HTTP: logs in, renews the token once when it is refused, and turns everything that goes wrong into a
 * {@link ProviderFailure}. Paths are relative to {@code /api/v2}.
 */
@ApplicationScoped
class KillbApi {

    /** What a lost answer leaves behind. */
    enum Lost {
        /** Nothing that matters: the request may simply be sent again. */
        HARMLESS,
        /** Doubt: the request may have created something. */
        DOUBTFUL
    }

    private static final String BASE_PATH = "/api/v2";

    private record Token(String access, String refresh) {}

    /** One log-in, shared by all requests until it is refused; identity tells which one a request had used. */
    private record Session(Uni<Token> token) {}

    private final KillbConfig config;
    private final WebClient client;
    private final AtomicReference<@Nullable Session> current = new AtomicReference<>();

    KillbApi(KillbConfig config, Vertx vertx) {
        this.config = config;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setUserAgent("pasarela")
                        .setMaxPoolSize(50)
                        .setMaxWaitQueueSize(200)
                        .setFollowRedirects(false));
    }

    /** Reads. A lost answer is harmless. */
    Uni<JsonNode> get(String path) {
        return exchange(HttpMethod.GET, path, null, Lost.HARMLESS);
    }

    /** Sends exactly these bytes. */
    Uni<JsonNode> post(String path, byte[] body, Lost lost) {
        return exchange(HttpMethod.POST, path, body, lost);
    }

    private Uni<JsonNode> exchange(HttpMethod method, String path, byte @Nullable [] body, Lost lost) {
        Session session = session();
        return session.token()
                .flatMap(token -> send(method, path, body, token, lost))
                .flatMap(response -> response.statusCode() == 401
                        ? renewed(session).token().flatMap(token -> send(method, path, body, token, lost))
                        : Uni.createFrom().item(response))
                .map(response -> KillbErrors.bodyOrFailure(response, lost));
    }

    private Uni<HttpResponse<Buffer>> send(
            HttpMethod method, String path, byte @Nullable [] body, @Nullable Token token, Lost lost) {
        HttpRequest<Buffer> request = client.requestAbs(method, config.url() + BASE_PATH + path)
                .timeout(config.timeout().toMillis());
        if (token != null) {
            request.bearerTokenAuthentication(token.access());
        }
        Uni<HttpResponse<Buffer>> sent = body == null
                ? request.send()
                : request.putHeader("Content-Type", "application/json").sendBuffer(Buffer.buffer(body));
        return sent.onFailure().transform(cause -> KillbErrors.lost(cause, lost));
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
    private Session updated(@Nullable Session replaced, java.util.function.Supplier<Uni<Token>> obtain) {
        Session fresh = new Session(Uni.createFrom()
                .deferred(() -> obtain.get())
                .onFailure()
                .invoke(() -> current.set(null))
                .memoize()
                .indefinitely());
        Session kept = current.compareAndExchange(replaced, fresh);
        return kept == replaced ? fresh : kept == null ? updated(null, obtain) : kept;
    }

    private Uni<Token> logIn() {
        ObjectNode credentials = KillbReading.JSON
                .createObjectNode()
                .put("email", required(config.email(), "email"))
                .put("password", required(config.password(), "password"));
        return obtainToken("/auth/login", credentials);
    }

    private Uni<Token> refresh(Token token) {
        return obtainToken("/auth/refresh", KillbReading.JSON.createObjectNode().put("refreshToken", token.refresh()));
    }

    private Uni<Token> obtainToken(String path, ObjectNode body) {
        return send(HttpMethod.POST, path, KillbReading.bytes(body), null, Lost.HARMLESS)
                .map(response -> KillbErrors.bodyOrFailure(response, Lost.HARMLESS))
                .map(json -> new Token(
                        json.path("accessToken").asText(),
                        json.path("refreshToken").asText()))
                .onFailure(ProviderFailure.Refused.class)
                .transform(refused -> new ProviderFailure.Unavailable(
                        "KillB refuses our log-in: " + refused.getMessage(), Duration.ofSeconds(30), refused));
    }

    private static String required(java.util.Optional<String> secret, String key) {
        return secret.orElseThrow(() -> new IllegalStateException("pasarela.providers.killb." + key + " is not set"));
    }
}
