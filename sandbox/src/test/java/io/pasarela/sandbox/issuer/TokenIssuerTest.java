package io.pasarela.sandbox.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.sandbox.Ports;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {
    private static final String CREDENTIALS =
            "grant_type=client_credentials&client_id=demo-app&client_secret=demo-app-sandbox-secret";

    @TempDir
    Path folder;

    private final int port = Ports.free().issuer();
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private TokenIssuer issuer;

    @BeforeEach
    void start() {
        issuer = startIssuer();
    }

    @AfterEach
    void stop() {
        issuer.close();
        http.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aClientsOwnTokenVerifiesAgainstThePublishedKeysAndNamesTheClientAsSubject() throws Exception {
        JwtClaims claims = verified(issuer.token(Client.DEMO_APP));

        assertThat(claims.getSubject()).isEqualTo("demo-app");
        assertThat(claims.getClaimValueAsString("azp")).isEqualTo("demo-app");
        assertThat(claims.getClaimValueAsString("client_id")).isEqualTo("demo-app");
        assertThat(claims.getClaimValueAsString("scope").split(" ")).containsExactlyElementsOf(TokenIssuer.SCOPES);
        assertThat(claims.getJwtId()).isNotBlank();
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(Duration.ofHours(12).toSeconds());
    }

    @Test
    void theTokenEndpointGivesAnEndUsersTokenWithTheScopesAndLifetimeThatWereAskedFor() throws Exception {
        JsonObject answer = json(post(CREDENTIALS + "&subject=user-7&scope=ramps:read+quotes:read&expires_in=60"), 200);

        JwtClaims claims = verified(answer.getString("access_token"));
        assertThat(claims.getSubject()).isEqualTo("user-7");
        assertThat(claims.getClaimValueAsString("azp")).isEqualTo("demo-app");
        assertThat(claims.getClaimValueAsString("scope")).isEqualTo("ramps:read quotes:read");
        assertThat(answer.getInteger("expires_in")).isEqualTo(60);
        assertThat(answer.getString("token_type")).isEqualTo("Bearer");
    }

    @Test
    void aClientMayShowItsSecretByBasicAuthentication() throws Exception {
        String basic = Base64.getEncoder().encodeToString("other-app:other-app-sandbox-secret".getBytes());

        var answer = http.send(
                tokenRequest("grant_type=client_credentials")
                        .header("Authorization", "Basic " + basic)
                        .build(),
                BodyHandlers.ofString());

        assertThat(verified(json(answer, 200).getString("access_token")).getSubject())
                .isEqualTo("other-app");
    }

    @Test
    void aWrongSecretAnUnknownScopeAndATooLongLifeAreRefused() throws Exception {
        assertThat(json(post(CREDENTIALS + "x"), 401).getString("error")).isEqualTo("invalid_client");
        assertThat(json(post("grant_type=client_credentials"), 401).getString("error"))
                .isEqualTo("invalid_client");
        assertThat(json(post(CREDENTIALS + "&scope=admin"), 400).getString("error"))
                .isEqualTo("invalid_scope");
        assertThat(json(post(CREDENTIALS + "&expires_in=43201"), 400).getString("error"))
                .isEqualTo("invalid_request");
        assertThat(json(post(CREDENTIALS.replace("client_credentials", "password")), 400)
                        .getString("error"))
                .isEqualTo("unsupported_grant_type");
    }

    @Test
    void aTokenOutlivesARestartBecauseTheKeyIsKept() throws Exception {
        String token = issuer.token(Client.DEMO_APP);

        issuer.close();
        issuer = startIssuer();

        assertThat(consumer().processToClaims(token).getSubject()).isEqualTo("demo-app");
    }

    @Test
    void anExpiredTokenCanBeMadeForTests() {
        String token = issuer.token(Client.DEMO_APP, "demo-app", Duration.ofMinutes(-5), "ramps:read");

        assertThatThrownBy(() -> consumer().processToClaims(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void thePublishedKeysHoldNothingPrivate() throws Exception {
        String keys = get("/jwks");

        assertThat(new JsonObject(keys).getJsonArray("keys").getJsonObject(0).fieldNames())
                .contains("n", "e", "kid")
                .doesNotContain("d", "p", "q", "dp", "dq", "qi");
    }

    private TokenIssuer startIssuer() {
        return TokenIssuer.start(vertx, folder, port)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private JwtClaims verified(String token) throws Exception {
        return consumer().processToClaims(token);
    }

    /** Finds everything by discovery, as a service does. */
    private JwtConsumer consumer() throws Exception {
        var discovery = new JsonObject(get("/.well-known/openid-configuration"));
        var keys = new JsonWebKeySet(
                get(URI.create(discovery.getString("jwks_uri")).getPath()));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer(discovery.getString("issuer"))
                .setExpectedAudience("pasarela")
                .setExpectedType(true, "at+jwt")
                .setRequireExpirationTime()
                .build();
    }

    private String get(String path) throws Exception {
        return http.send(HttpRequest.newBuilder(issuer.uri().resolve(path)).build(), BodyHandlers.ofString())
                .body();
    }

    private HttpResponse<String> post(String form) throws Exception {
        return http.send(tokenRequest(form).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder tokenRequest(String form) {
        return HttpRequest.newBuilder(issuer.uri().resolve("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
    }

    private static JsonObject json(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return new JsonObject(answer.body());
    }
}
