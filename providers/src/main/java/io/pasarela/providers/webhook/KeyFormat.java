package io.pasarela.providers.webhook;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a key is written in the configuration. A key's text never gets into a message. */
public enum KeyFormat {
    /** The text's own UTF-8 bytes, prefix and all (Stripe's {@code whsec_…} too). */
    TEXT(true),
    /** Base64, behind {@code whsec_} or alone: Standard Webhooks and Svix. */
    WHSEC(true),
    /** Hexadecimal digits: Adyen. */
    HEX(true),
    /** Base64 of a raw Ed25519 public key of 32 bytes, behind {@code whpk_} or alone: Standard Webhooks. */
    WHPK(false),
    /** A public key in PEM or Base64 of its DER (X.509 SubjectPublicKeyInfo), or a certificate in PEM. */
    PUBLIC_KEY(false);

    private static final Pattern PEM =
            Pattern.compile("-----BEGIN (PUBLIC KEY|CERTIFICATE)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** What DER puts before the 32 bytes of an Ed25519 key (RFC 8410 section 4). */
    private static final String ED25519_SPKI = "302a300506032b6570032100";

    private static final int ED25519_LENGTH = 32;

    private final boolean secret;

    KeyFormat(boolean secret) {
        this.secret = secret;
    }

    /** Whether the key is a shared secret, so that whoever knows it can sign. */
    public boolean isSecret() {
        return secret;
    }

    /**
     * The bytes of a shared secret.
     *
     * @throws IllegalArgumentException when the text is empty or not written this way
     */
    byte[] secret(String text) {
        if (text.contains("-----BEGIN")) {
            // Whoever has the public key could sign with it.
            throw new IllegalArgumentException("is a public key, where a shared secret is needed");
        }
        byte[] bytes =
                switch (this) {
                    case TEXT -> text.getBytes(StandardCharsets.UTF_8);
                    case WHSEC -> base64(after("whsec_", text));
                    case HEX -> hex(text);
                    case WHPK, PUBLIC_KEY -> throw new IllegalArgumentException("is not a shared secret");
                };
        if (bytes.length == 0) {
            throw new IllegalArgumentException("is empty");
        }
        return bytes;
    }

    /**
     * A public key.
     *
     * @param algorithm the JDK's name of the key's kind: {@code RSA, EC, Ed25519}
     * @throws IllegalArgumentException when the text is not written this way, or holds a key of another kind
     */
    PublicKey publicKey(String text, Algorithm algorithm) {
        try {
            if (this == WHPK) {
                byte[] raw = base64(after("whpk_", text));
                if (raw.length != ED25519_LENGTH) {
                    throw new IllegalArgumentException("is not an Ed25519 public key of 32 bytes");
                }
                return algorithm.publicKey(
                        HexFormat.of().parseHex(ED25519_SPKI + HexFormat.of().formatHex(raw)));
            }
            // Vendors' dashboards show a PEM with its line ends written out.
            Matcher pem = PEM.matcher(text.replace("\\n", "\n"));
            if (!pem.find()) {
                return algorithm.publicKey(base64(text));
            }
            byte[] der = Base64.getMimeDecoder().decode(pem.group(2));
            return pem.group(1).equals("CERTIFICATE") ? certified(der, algorithm) : algorithm.publicKey(der);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("is not a public key of the kind that the scheme needs", e);
        }
    }

    private static PublicKey certified(byte[] der, Algorithm algorithm) throws GeneralSecurityException {
        var certificate = CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        return algorithm.publicKey(certificate.getPublicKey().getEncoded());
    }

    // The JDK's own messages quote the character that was wrong, which is a part of a key.
    private static byte[] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is not Base64");
        }
    }

    private static byte[] hex(String text) {
        try {
            return HexFormat.of().parseHex(text);
        } catch (IllegalArgumentException _) {
            throw new IllegalArgumentException("is not hexadecimal");
        }
    }

    private static String after(String prefix, String text) {
        return text.startsWith(prefix) ? text.substring(prefix.length()) : text;
    }
}
