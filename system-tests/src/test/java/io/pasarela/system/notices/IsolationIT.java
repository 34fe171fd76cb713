package io.pasarela.system.notices;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.InventedRamp;
import io.pasarela.system.support.NoticeReader;
import io.pasarela.system.support.NoticeSocket;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;

/** A token opens what is its own, and anything else that looks like one opens nothing: stream, socket, inbox and tickets alike. */
class IsolationIT {

    private static final String INBOX = "/api/v2/notifications";

    private final RunningSystem system = RunningSystem.get();

    @Test
    void noTokenThatIsForgedExpiredUnsignedOrForSomebodyElseOpensAnything() throws Exception {
        for (var token : badTokens().entrySet()) {
            Gateway caller = system.with(token.getValue());

            assertThat(caller.get(INBOX).status()).as(token.getKey()).isEqualTo(401);
            assertThat(caller.get(INBOX + "/unread-count").status())
                    .as(token.getKey())
                    .isEqualTo(401);
            assertThat(caller.post(INBOX + "/tickets", "").status())
                    .as(token.getKey())
                    .isEqualTo(401);
            assertThat(caller.get(INBOX + "/stream").status())
                    .as(token.getKey())
                    .isEqualTo(401);
            assertThat(NoticeSocket.status(system.sandbox().door(), "", token.getValue()))
                    .as(token.getKey())
                    .isEqualTo(401);
        }
    }

    @Test
    void aTokenWithoutTheScopeOpensNothing() {
        String token = system.sandbox().issuer().token(Client.DEMO_APP, "ana", Duration.ofMinutes(5), "ramps:read");
        Gateway caller = system.with(token);

        assertThat(caller.get(INBOX).status()).isEqualTo(403);
        assertThat(caller.post(INBOX + "/tickets", "").status()).isEqualTo(403);
        assertThat(caller.get(INBOX + "/stream").status()).isEqualTo(403);
        assertThat(NoticeSocket.status(system.sandbox().door(), "", token)).isEqualTo(403);
        assertThat(caller.send(caller.request(INBOX + "/sessions?subject=ana").DELETE())
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aRefusalIsAProblemThatTheFrontDoorPassesOn() {
        var refused = system.with("nonsense").get(INBOX + "/stream");

        assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(refused.text("code")).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void aForeignRampIsAsSilentAsOneThatNeverWas() {
        String user = Replicas.newUser();
        Replicas replicas = Replicas.get();
        InventedRamp ramp = InventedRamp.of(Client.DEMO_APP.id(), user);
        replicas.tell(ramp.changes(1, 1, RampStatus.CREATED));
        Gateway ana = replicas.ana(replicas.listener(), user);
        Gateway mallory = replicas.ana(replicas.listener(), Replicas.newUser());
        Gateway neighbour = replicas.listener().as(Client.OTHER_APP, Client.OTHER_APP.id());
        try (NoticeReader hers = ana.stream("?ramp=" + ramp.id());
                NoticeReader malloryHears = mallory.stream("?ramp=" + ramp.id());
                NoticeReader neighbourHears = neighbour.stream("?ramp=" + ramp.id());
                NoticeReader everything = neighbour.stream("?lastEventId=0")) {
            eventually(() -> assertThat(hers.sequences()).containsExactly(1));
            replicas.tell(ramp.changes(2, 2, RampStatus.AWAITING_DEPOSIT));
            eventually(() -> assertThat(hers.sequences()).containsExactly(1, 2));

            assertThat(malloryHears.events()).isEmpty();
            assertThat(neighbourHears.events()).isEmpty();
            assertThat(everything.events().toString()).doesNotContain(ramp.id().toString());
        }
        String notice = ana.get(INBOX).body().at("/data/0/id").asText();
        assertThat(mallory.post(INBOX + "/" + notice + "/read", "").status()).isEqualTo(404);
        assertThat(mallory.get(INBOX + "?subject=" + user).status()).isEqualTo(403);
        assertThat(mallory.get(INBOX + "/unread-count?subject=" + user).status())
                .isEqualTo(403);
        assertThat(mallory.post(INBOX + "/read?subject=" + user, "{\"upTo\":\"999999999\"}")
                        .status())
                .isEqualTo(403);
        assertThat(mallory.send(mallory.request(INBOX + "/sessions?subject=" + user)
                                .DELETE())
                        .status())
                .isEqualTo(403);
        assertThat(neighbour.get(INBOX + "?subject=" + user).body().path("data"))
                .isEmpty();
        assertThat(neighbour
                        .send(neighbour
                                .request(INBOX + "/sessions?subject=" + user)
                                .DELETE())
                        .status())
                .isEqualTo(204);
        try (NoticeReader untouched = ana.stream("")) {
            assertThat(untouched.status()).isEqualTo(200);
        }
    }

    private Map<String, String> badTokens() throws Exception {
        TokenIssuer issuer = system.sandbox().issuer();
        RsaJsonWebKey theirs = RsaJwkGenerator.generateJwk(2048);
        RsaJsonWebKey ours = issuersKey();
        theirs.setKeyId(ours.getKeyId());
        String expired = issuer.token(Client.DEMO_APP, "ana", Duration.ofMinutes(-5), "notifications:read");
        Map<String, String> tokens = new LinkedHashMap<>();
        tokens.put("nonsense", "nonsense");
        tokens.put("expired", expired);
        tokens.put("alg none", unsigned(claims("pasarela", "demo-app")));
        tokens.put("signed by somebody else", signed(theirs, claims("pasarela", "demo-app")));
        tokens.put("for another audience", signed(ours, claims("somebody-else", "demo-app")));
        tokens.put("of no client", signed(ours, claims("pasarela", "")));
        return tokens;
    }

    private String claims(String audience, String client) {
        long now = Instant.now().getEpochSecond();
        return """
               {"iss":"%s","sub":"ana","aud":"%s","azp":"%s","scope":"notifications:read","iat":%d,"exp":%d}
               """.formatted(system.sandbox().issuer().uri(), audience, client, now, now + 300);
    }

    private RsaJsonWebKey issuersKey() throws IOException, JoseException {
        String key = Files.readString(system.sandbox().options().data().resolve("issuer/signing-key.json"));
        return (RsaJsonWebKey) RsaJsonWebKey.Factory.newPublicJwk(key);
    }

    private static String signed(RsaJsonWebKey key, String claims) throws JoseException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims);
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "at+jwt");
        return signature.getCompactSerialization();
    }

    private static String unsigned(String claims) {
        return String.join(".", List.of(base64("{\"alg\":\"none\",\"typ\":\"at+jwt\"}"), base64(claims), ""));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
