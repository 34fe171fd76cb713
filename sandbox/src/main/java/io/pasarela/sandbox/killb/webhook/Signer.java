package io.pasarela.sandbox.killb.webhook;

import io.pasarela.sandbox.killb.run.Signature;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The value of {@code x-signature-sha256}: lower-case hex over the exact bytes that are sent. */
final class Signer {
    private Signer() {}

    static String sign(Signature variant, byte[] body, String secret) {
        byte[] key = secret.getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(variant == Signature.A ? hmac(body, key) : hash(body, key));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] body, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(body);
    }

    private static byte[] hash(byte[] body, byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(body);
        digest.update((byte) '_');
        return digest.digest(key);
    }
}
