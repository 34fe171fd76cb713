package io.pasarela.providers.webhook;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.time.Instant;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** One key of a provider, and from when to when it counts. Its text form gives the id only. */
public final class WebhookKey {

    private final String id;
    private final Algorithm algorithm;
    private final byte[] secret;
    private final @Nullable PublicKey publicKey;
    private final @Nullable Mac mac;
    private final Instant notBefore;
    private final Instant notAfter;

    private WebhookKey(
            String id,
            Algorithm algorithm,
            byte[] secret,
            @Nullable PublicKey publicKey,
            @Nullable Mac mac,
            Instant notBefore,
            Instant notAfter) {
        this.id = id;
        this.algorithm = algorithm;
        this.secret = secret;
        this.publicKey = publicKey;
        this.mac = mac;
        this.notBefore = notBefore;
        this.notAfter = notAfter;
    }

    /**
     * @param text the key as it is configured
     * @param notBefore first instant at which the key counts; null: always did
     * @param notAfter last instant at which it counts; null: for ever
     * @throws IllegalArgumentException when the text is no key of the scheme's kind; the message completes "the key …"
     */
    static WebhookKey of(
            String id,
            String text,
            @Nullable Instant notBefore,
            @Nullable Instant notAfter,
            Algorithm algorithm,
            KeyFormat format) {
        try {
            byte[] secret = algorithm.isShared() ? format.secret(text) : new byte[0];
            return new WebhookKey(
                    id,
                    algorithm,
                    secret,
                    algorithm.isShared() ? null : format.publicKey(text, algorithm),
                    algorithm.isShared() && algorithm != Algorithm.SHA256 ? mac(algorithm, secret) : null,
                    notBefore == null ? Instant.MIN : notBefore,
                    notAfter == null ? Instant.MAX : notAfter);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("is of no use here", e);
        }
    }

    private static Mac mac(Algorithm algorithm, byte[] secret) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(algorithm.jcaName());
        mac.init(new SecretKeySpec(secret, algorithm.jcaName()));
        return mac;
    }

    /** Tells this key from its siblings; never the key itself. */
    public String id() {
        return id;
    }

    byte[] secret() {
        return secret;
    }

    /** Whether it counts now. */
    public boolean isLive(Instant now) {
        return !now.isBefore(notBefore) && !now.isAfter(notAfter);
    }

    /** The first of the signatures that this key made over the content; null when it made none. Compares in constant time. */
    @Nullable
    Stated match(List<byte[]> content, List<Stated> signatures) {
        try {
            if (publicKey != null) {
                return verified(publicKey, content, signatures);
            }
            byte[] expected = mac == null ? hashed(content) : authenticated(mac, content);
            Stated match = null;
            for (Stated signature : signatures) {
                // No early end: how long this takes must not tell which one was right.
                if (MessageDigest.isEqual(expected, signature.bytes()) && match == null) {
                    match = signature;
                }
            }
            return match;
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("%s could be made ready and cannot be used".formatted(algorithm), e);
        }
    }

    private static byte[] authenticated(Mac prototype, List<byte[]> content) throws CloneNotSupportedException {
        // A copy of the made-ready one is cheaper than making one ready, and no two threads share it.
        Mac mac = (Mac) prototype.clone();
        content.forEach(mac::update);
        return mac.doFinal();
    }

    /** SHA-256. */
    static byte[] hashed(List<byte[]> content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            content.forEach(digest::update);
            return digest.digest();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private @Nullable Stated verified(PublicKey key, List<byte[]> content, List<Stated> signatures)
            throws GeneralSecurityException {
        for (Stated stated : signatures) {
            Signature verification = algorithm.verification(key);
            for (byte[] piece : content) {
                verification.update(piece);
            }
            try {
                if (verification.verify(stated.bytes())) {
                    return stated;
                }
            } catch (SignatureException _) {
                // Not even a signature of this kind: one more that does not match.
            }
        }
        return null;
    }

    @Override
    public String toString() {
        return "key " + id;
    }

    /** A signature as the webhook states it. */
    record Stated(String text, byte[] bytes) {}
}
