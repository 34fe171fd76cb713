package io.pasarela.providers.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Signs as each provider says that it does. Written by hand and without the code under test, so that the two can disagree. */
final class Senders {

    static final long NOW = 1_800_000_000L;

    static final List<String> WITH_A_SHARED_SECRET = List.of(
            "killb-hmac",
            "killb-sha256",
            "standard-webhooks",
            "svix",
            "blindpay",
            "stripe",
            "github",
            "moonpay",
            "coinbase",
            "coinbase-commerce",
            "revolut",
            "koywe",
            "adyen");

    static final List<String> WITH_A_KEY_PAIR =
            List.of("standard-webhooks-ed25519", "bridge", "circle", "wise", "ramp-network", "paypal");

    private static final String COINBASE_HEADERS = "content-type x-event-id x-event-type";

    private static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();
    private static final byte[] SECRET = "secret-of-the-tests-0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    private static final String PAYPAL_WEBHOOK = "4JH86294D6297924G";
    private static final KeyPair ED25519 = pair("Ed25519", null);
    private static final KeyPair RSA = pair("RSA", null);
    private static final KeyPair P256 = pair("EC", "secp256r1");
    private static final KeyPair SECP256K1 = pair("EC", "secp256k1");

    /** A request as it leaves the provider; the headers' names are in lower case. */
    record Sent(Map<String, String> headers, byte[] body) {}

    private Senders() {}

    static WebhookScheme scheme(String name) {
        return Schemes.named(name, name.equals("paypal") ? Map.of("webhook-id", PAYPAL_WEBHOOK) : Map.of());
    }

    static WebhookKey key(String name, WebhookScheme scheme) {
        String text =
                switch (name) {
                    case "standard-webhooks", "svix", "blindpay" -> "whsec_" + base64(SECRET);
                    case "adyen" -> HexFormat.of().formatHex(SECRET);
                    case "standard-webhooks-ed25519" -> {
                        byte[] spki = ED25519.getPublic().getEncoded();
                        yield "whpk_" + base64(Arrays.copyOfRange(spki, spki.length - 32, spki.length));
                    }
                    case "bridge", "wise", "paypal" -> base64(RSA.getPublic().getEncoded());
                    case "circle" -> base64(P256.getPublic().getEncoded());
                    case "ramp-network" -> base64(SECP256K1.getPublic().getEncoded());
                    default -> new String(SECRET, StandardCharsets.UTF_8);
                };
        return scheme.key("key-1", text, null, null);
    }

    /** @param id of letters and digits, as every provider's is */
    static Sent send(String name, String id, long second, byte[] body) {
        String s = Long.toString(second);
        String ms = s + "000";
        return switch (name) {
            case "killb-hmac" -> sent(body, "x-signature-sha256", hex(hmac(body)));
            case "killb-sha256" -> sent(body, "x-signature-sha256", hex(sha256(join(body, bytes("_"), SECRET))));
            case "koywe" -> sent(body, "koywe-signature", hex(hmac(body)));
            case "coinbase-commerce" -> sent(body, "x-cc-webhook-signature", hex(hmac(body)));
            case "github" -> sent(body, "x-hub-signature-256", "sha256=" + hex(hmac(body)), "x-github-delivery", id);
            case "stripe" -> sent(body, "stripe-signature", "t=" + s + ",v1=" + hex(hmac(bytes(s + "."), body)));
            case "moonpay" -> sent(body, "moonpay-signature-v2", "t=" + s + ",s=" + hex(hmac(bytes(s + "."), body)));
            case "revolut" ->
                sent(
                        body,
                        "revolut-request-timestamp",
                        ms,
                        "revolut-signature",
                        "v1=" + hex(hmac(bytes("v1." + ms + "."), body)));
            case "standard-webhooks" -> standard("webhook", id, s, body);
            case "svix", "blindpay" -> standard("svix", id, s, body);
            case "coinbase" -> coinbase(id, s, body);
            case "adyen" -> adyen(id, body);
            default -> withKeyPair(name, id, ms, body);
        };
    }

    private static Sent withKeyPair(String name, String id, String ms, byte[] body) {
        String s = ms.substring(0, ms.length() - 3);
        return switch (name) {
            case "standard-webhooks-ed25519" ->
                sent(
                        body,
                        "webhook-id",
                        id,
                        "webhook-timestamp",
                        s,
                        "webhook-signature",
                        "v1a," + signed("Ed25519", ED25519, bytes(id + "." + s + "."), body));
            case "bridge" ->
                sent(
                        body,
                        "x-webhook-signature",
                        "t=" + ms + ",v0=" + signed("SHA256withRSA", RSA, sha256(join(bytes(ms + "."), body))));
            case "circle" ->
                sent(body, "x-circle-signature", signed("SHA256withECDSA", P256, body), "x-circle-key-id", "key-1");
            case "wise" -> sent(body, "x-signature-sha256", signed("SHA256withRSA", RSA, body), "x-delivery-id", id);
            case "ramp-network" -> sent(body, "x-body-signature", signed("SHA256withECDSA", SECP256K1, body));
            case "paypal" ->
                sent(
                        body,
                        "paypal-transmission-id",
                        id,
                        "paypal-transmission-time",
                        "2026-01-31T12:00:00Z",
                        "paypal-transmission-sig",
                        signed(
                                "SHA256withRSA",
                                RSA,
                                bytes(id + "|2026-01-31T12:00:00Z|" + PAYPAL_WEBHOOK + "|" + crc32(body))));
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Sent standard(String prefix, String id, String s, byte[] body) {
        String tag = base64(hmac(bytes(id + "." + s + "."), body));
        return sent(body, prefix + "-id", id, prefix + "-timestamp", s, prefix + "-signature", "v1," + tag);
    }

    private static Sent coinbase(String id, String s, byte[] body) {
        String values = "application/json." + id + ".ramp.updated";
        String tag = hex(hmac(bytes(s + "." + COINBASE_HEADERS + "." + values + "."), body));
        return sent(
                body,
                "content-type",
                "application/json",
                "x-event-id",
                id,
                "x-event-type",
                "ramp.updated",
                "x-hook0-signature",
                "t=" + s + ",h=" + COINBASE_HEADERS + ",v1=" + tag);
    }

    // The given body only says how much was paid: it is this scheme alone that signs fields instead of the body.
    private static Sent adyen(String id, byte[] body) {
        String tag = base64(hmac(bytes(id + "::Shop:order-1:" + body.length + ":EUR:AUTHORISATION:true")));
        String json = """
                {"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"%s"},\
                "pspReference":"%s","merchantAccountCode":"Shop","merchantReference":"order-1",\
                "amount":{"value":%d,"currency":"EUR"},"eventCode":"AUTHORISATION","success":"true"}}]}""".formatted(tag, id, body.length);
        return sent(bytes(json));
    }

    private static Sent sent(byte[] body, String... headers) {
        var map = new TreeMap<String, String>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        return new Sent(map, body);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static long crc32(byte[] body) {
        CRC32 crc = new CRC32();
        crc.update(body);
        return crc.getValue();
    }

    private static byte[] join(byte[]... pieces) {
        var all = new java.io.ByteArrayOutputStream();
        Arrays.stream(pieces).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] hmac(byte[]... pieces) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
            return mac.doFinal(join(pieces));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String signed(String algorithm, KeyPair pair, byte[]... pieces) {
        try {
            Signature signature = pair == SECP256K1
                    ? Signature.getInstance(algorithm, BOUNCY_CASTLE)
                    : Signature.getInstance(algorithm);
            signature.initSign(pair.getPrivate());
            signature.update(join(pieces));
            return base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair(String kind, String curve) {
        try {
            boolean notInTheJdk = "secp256k1".equals(curve);
            KeyPairGenerator generator = notInTheJdk
                    ? KeyPairGenerator.getInstance(kind, BOUNCY_CASTLE)
                    : KeyPairGenerator.getInstance(kind);
            if (curve != null) {
                generator.initialize(new ECGenParameterSpec(curve));
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
