package io.pasarela.bench.ingest;

import java.security.GeneralSecurityException;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How the webhooks of a benchmark are signed: HMAC-SHA256 of the raw body, in lower-case hex. */
public final class Signature {
    public static final String HEADER = "x-signature-sha256";

    private static final String HMAC = "HmacSHA256";

    private Signature() {}

    public static Mac macWith(byte[] secret) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret, HMAC));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HmacSHA256", e);
        }
    }

    /** What tells webhook-ingest to expect it, and not to limit how much of it comes. */
    public static Map<String, String> environment(String secret) {
        return Map.of(
                "PASARELA_PROVIDERS_KILLB_WEBHOOK_SECRET", secret,
                "PASARELA_PROVIDERS_KILLB_WEBHOOK_SIGNATURE", "HMAC_SHA256",
                "PASARELA_WEBHOOKS_KILLB_SCHEME", "killb-hmac",
                "PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", secret,
                // All the load comes from one address, which is what the limits are there to stop.
                "PASARELA_INGEST_RATE_LIMITS_ENABLED", "false");
    }
}
