package io.pasarela.providers.webhook;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EllipticCurve;
import java.security.spec.X509EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** How a signature is computed. Each has one kind of key, so that a public key can never serve as a shared secret. */
public enum Algorithm {
    /** RFC 2104 with SHA-256. */
    HMAC_SHA256("HmacSHA256", null),
    /** RFC 2104 with SHA-512. */
    HMAC_SHA512("HmacSHA512", null),
    /** A plain SHA-256 over content that has the secret in it. Weaker than an HMAC; only for providers that know nothing better. */
    SHA256("SHA-256", null),
    /** RFC 8032. */
    ED25519("Ed25519", "Ed25519"),
    /** ECDSA on P-256 with SHA-256, in DER (RFC 3279 section 2.2.3). */
    ECDSA_P256("SHA256withECDSA", "EC"),
    /** ECDSA on secp256k1 with SHA-256, in DER. Left out of the JDK, so it is Bouncy Castle's. */
    ECDSA_SECP256K1("SHA256withECDSA", "EC"),
    /** RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017 section 8.2). */
    RSA_SHA256("SHA256withRSA", "RSA");

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final int EC_FIELD_BITS = 256;
    private static final int RSA_BITS_MIN = 2048;

    private final String jcaName;
    private final @Nullable String keyKind;

    Algorithm(String jcaName, @Nullable String keyKind) {
        this.jcaName = jcaName;
        this.keyKind = keyKind;
    }

    /** Whether both sides share one secret. */
    boolean isShared() {
        return keyKind == null;
    }

    String jcaName() {
        return jcaName;
    }

    /** @throws IllegalArgumentException when the key is of another kind, another curve, or shorter than 2048 bits */
    PublicKey publicKey(byte[] spki) throws GeneralSecurityException {
        if (keyKind == null) {
            throw new IllegalArgumentException("is not needed: the scheme has a shared secret");
        }
        KeyFactory factory = this == ECDSA_SECP256K1
                ? KeyFactory.getInstance(keyKind, BOUNCY_CASTLE)
                : KeyFactory.getInstance(keyKind);
        PublicKey key = factory.generatePublic(new X509EncodedKeySpec(spki));
        if (key instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() < RSA_BITS_MIN) {
            throw new IllegalArgumentException("is an RSA key of fewer than 2048 bits");
        }
        if (key instanceof ECPublicKey ec && !isOnCurve(ec.getParams().getCurve())) {
            throw new IllegalArgumentException("is on another curve");
        }
        return key;
    }

    // Of the two curves of 256 bits, secp256k1 is the one whose coefficient a is zero (SEC 2, section 2.4.1).
    private boolean isOnCurve(EllipticCurve curve) {
        return curve.getField().getFieldSize() == EC_FIELD_BITS
                && (curve.getA().signum() == 0) == (this == ECDSA_SECP256K1);
    }

    Signature verification(PublicKey key) throws GeneralSecurityException {
        Signature signature = this == ECDSA_SECP256K1
                ? Signature.getInstance(jcaName, BOUNCY_CASTLE)
                : Signature.getInstance(jcaName);
        signature.initVerify(key);
        return signature;
    }
}
