package io.pasarela.notification.push;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** Tells a push service who sends (RFC 8292): a token signed with the key that the browser subscribed with. */
final class Vapid {

    /** A day is the most that is allowed. */
    private static final Duration VALID_FOR = Duration.ofHours(12);

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String publicKey;
    private final PrivateKey privateKey;
    private final String contact;

    /** @throws IllegalArgumentException when the keys are no pair; it never quotes them */
    Vapid(String publicKey, String privateKey, String contact) {
        this.publicKey = publicKey;
        this.contact = contact;
        try {
            this.privateKey = P256.privateKey(Base64.getUrlDecoder().decode(privateKey));
            byte[] text = "a pair?".getBytes(StandardCharsets.US_ASCII);
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(P256.publicKey(Base64.getUrlDecoder().decode(publicKey)));
            check.update(text);
            if (!check.verify(signed(text, "SHA256withECDSA"))) {
                throw new IllegalArgumentException("not the two halves of one pair");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not the two halves of one pair", e);
        }
    }

    /** What the configuration lacks, in words that follow the prefix of its settings. */
    static Optional<String> fault(PushConfig config) {
        String contact = config.contact().orElse("");
        if (!contact.matches("(mailto:[^\\s@]+@[^\\s@]+|https://\\S+)")) {
            return Optional.of("contact is not set to mailto: or https:");
        }
        try {
            var _ = of(config);
            return Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.of("vapid-public-key and vapid-private-key are not set to the two halves of one pair");
        }
    }

    static Vapid of(PushConfig config) {
        return new Vapid(
                config.vapidPublicKey().orElse(""),
                config.vapidPrivateKey().orElse(""),
                config.contact().orElse(""));
    }

    String publicKey() {
        return publicKey;
    }

    /** The {@code Authorization} for a message to this endpoint. */
    String authorization(URI endpoint, Instant now) {
        String origin = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        String content = part(new JsonObject().put("typ", "JWT").put("alg", "ES256")) + "."
                + part(new JsonObject()
                        .put("aud", origin)
                        .put("exp", now.plus(VALID_FOR).getEpochSecond())
                        .put("sub", contact));
        try {
            byte[] signature = signed(content.getBytes(StandardCharsets.US_ASCII), "SHA256withECDSAinP1363Format");
            return "vapid t=%s.%s, k=%s".formatted(content, BASE64.encodeToString(signature), publicKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has ECDSA", e);
        }
    }

    private byte[] signed(byte[] text, String algorithm) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(privateKey);
        signature.update(text);
        return signature.sign();
    }

    private static String part(JsonObject json) {
        return BASE64.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }
}
