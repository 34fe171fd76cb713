package io.pasarela.providers.killb;

import io.pasarela.providers.WebhookVerifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * KillB's webhook signature: header {@code x-signature-sha256}, hex. KillB publishes two schemes that exclude each other (its security
 * guide and its own client), so configuration says which one is spoken. Neither signs a time: replays are caught by the event id.
 */
@ApplicationScoped
public class KillbSignature implements WebhookVerifier {

    /** How the signature is made. */
    public enum Variant {
        /** HMAC-SHA256 of the raw body, keyed by the secret (docs.killb.com, guides/webhooks/security). */
        HMAC_SHA256,
        /** Plain SHA-256 of body, underscore and secret (the vendor's JavaScript client, webhook.ts). */
        SHA256_SUFFIX
    }

    static final String HEADER = "x-signature-sha256";

    private static final int HEX_DIGITS = 64;
    private static final int HEADER_LENGTH_MAX = 4096;
    private static final String KEY_ID = "killb-1";

    private final KillbConfig config;

    KillbSignature(KillbConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public Verdict verify(Webhook webhook) {
        List<String> values = webhook.headers().apply(HEADER);
        if (values.size() != 1 || values.getFirst().isEmpty()) {
            return new Verdict.Forged(values.size() > 1 ? Reason.SIGNATURE_UNREADABLE : Reason.SIGNATURE_MISSING);
        }
        String stated = values.getFirst();
        if (stated.length() > HEADER_LENGTH_MAX) {
            return new Verdict.Forged(Reason.SIGNATURE_TOO_LONG);
        }
        if (stated.length() != HEX_DIGITS || !stated.chars().allMatch(HexFormat::isHexDigit)) {
            return new Verdict.Forged(Reason.SIGNATURE_UNREADABLE);
        }
        byte[] expected = sign(config.webhookSignature(), secret(), webhook.body());
        return MessageDigest.isEqual(expected, HexFormat.of().parseHex(stated))
                ? new Verdict.Genuine(stated, KEY_ID)
                : new Verdict.Forged(Reason.SIGNATURE_WRONG);
    }

    private byte[] secret() {
        return config.webhookSecret()
                .orElseThrow(() -> new IllegalStateException("pasarela.providers.killb.webhook-secret is not set"))
                .getBytes(StandardCharsets.UTF_8);
    }

    static byte[] sign(Variant variant, byte[] secret, byte[] body) {
        try {
            return switch (variant) {
                case HMAC_SHA256 -> {
                    Mac mac = Mac.getInstance("HmacSHA256");
                    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                    yield mac.doFinal(body);
                }
                case SHA256_SUFFIX -> {
                    MessageDigest digest = MessageDigest.getInstance("SHA-256");
                    digest.update(body);
                    digest.update((byte) '_');
                    yield digest.digest(secret);
                }
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
