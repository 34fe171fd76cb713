package io.pasarela.sandbox.issuer;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Signs access tokens and serves what is needed to check them: discovery, key set and token endpoint. */
public final class TokenIssuer implements AutoCloseable {
    public static final List<String> SCOPES = List.of(
            "quotes:read",
            "quotes:write",
            "balances:read",
            "ramps:read",
            "ramps:write",
            "users:read",
            "users:write",
            "notifications:read",
            "webhooks:write");

    /** Long enough for a working day, also the longest that can be asked for. */
    public static final Duration LIFETIME = Duration.ofHours(12);

    static final String AUDIENCE = "pasarela";

    private final SigningKey key;
    private final URI issuer;
    private final HttpServer server;

    private TokenIssuer(SigningKey key, URI issuer, HttpServer server) {
        this.key = key;
        this.issuer = issuer;
        this.server = server;
    }

    /** On 127.0.0.1, and called by that address. @param folder keeps the signing key */
    public static Future<TokenIssuer> start(Vertx vertx, Path folder, int port) {
        return start(vertx, folder, "127.0.0.1", port, URI.create("http://127.0.0.1:" + port));
    }

    /**
     * @param host address to listen on
     * @param name what it calls itself in tokens: the address at which those who check them reach it
     */
    public static Future<TokenIssuer> start(Vertx vertx, Path folder, String host, int port, URI name) {
        var server =
                vertx.createHttpServer(new HttpServerOptions().setHost(host).setPort(port));
        var issuer = new TokenIssuer(SigningKey.in(folder), name, server);
        var router = Router.router(vertx);
        router.get("/.well-known/openid-configuration").handler(call -> call.json(issuer.discovery()));
        router.get("/jwks")
                .handler(call -> call.response()
                        .putHeader("Content-Type", "application/jwk-set+json")
                        .end(issuer.key.publicKeySet()));
        router.post("/oauth/token").handler(BodyHandler.create(false)).handler(new TokenEndpoint(issuer)::answer);
        return server.requestHandler(router).listen().map(issuer);
    }

    public URI uri() {
        return issuer;
    }

    /** The client's own token, with every scope and the usual lifetime. */
    public String token(Client client) {
        return token(client, client.id(), LIFETIME, SCOPES.toArray(String[]::new));
    }

    /**
     * A token as {@code POST /oauth/token} gives it.
     *
     * @param subject the client's id for its own token (RFC 9068 section 2.2), else the end user's id
     * @param lifetime may be negative, for a token that has expired already
     */
    public String token(Client client, String subject, Duration lifetime, String... scopes) {
        Instant now = Instant.now();
        var claims = new JsonObject()
                .put("iss", issuer.toString())
                .put("sub", subject)
                .put("aud", AUDIENCE)
                .put("azp", client.id())
                .put("client_id", client.id())
                .put("scope", String.join(" ", scopes))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(lifetime).getEpochSecond())
                .put("jti", UUID.randomUUID().toString());
        return key.sign(claims.encode());
    }

    @Override
    public void close() {
        server.close().toCompletionStage().toCompletableFuture().join();
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", issuer.toString())
                .put("token_endpoint", issuer + "/oauth/token")
                .put("jwks_uri", issuer + "/jwks")
                .put("grant_types_supported", new JsonArray().add("client_credentials"))
                .put(
                        "token_endpoint_auth_methods_supported",
                        new JsonArray().add("client_secret_post").add("client_secret_basic"))
                .put("response_types_supported", new JsonArray().add("token"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
                .put("scopes_supported", new JsonArray(SCOPES));
    }
}
