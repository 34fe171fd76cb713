package io.pasarela.providers.webhook;

import static io.pasarela.providers.webhook.Schemes.at;
import static io.pasarela.providers.webhook.Schemes.keys;
import static io.pasarela.providers.webhook.Schemes.named;
import static io.pasarela.providers.webhook.Schemes.own;
import static io.pasarela.providers.webhook.Schemes.webhook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.providers.webhook.Verdict.Forged;
import io.pasarela.providers.webhook.Verdict.Genuine;
import io.pasarela.providers.webhook.Verdict.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Schemes without a published vector, and schemes of one's own, signed with keys made here. */
class SignedHereTest {

    private static final String BODY =
            "{\"id\":\"WH-1\",\"event_type\":\"PAYMENT.CAPTURE.COMPLETED\",\"note\":\"añejo\"}";

    @Test
    void wise() throws GeneralSecurityException {
        KeyPair pair = pair("RSA");
        WebhookScheme wise = named("wise");
        var webhook = webhook(BODY, "X-Signature-SHA256", signed("SHA256withRSA", pair, BODY), "X-Delivery-Id", "d-1");
        assertThat(wise.verify(webhook, keys(wise, spki(pair)), at(0))).isInstanceOf(Genuine.class);
        assertThat(wise.envelope(webhook).eventId()).isEqualTo("d-1");
    }

    @Test
    void payPalOverTheChecksumOfTheBody() throws GeneralSecurityException {
        KeyPair pair = pair("RSA");
        CRC32 crc = new CRC32();
        crc.update(BODY.getBytes(StandardCharsets.UTF_8));
        String signature =
                signed("SHA256withRSA", pair, "t-1|2026-01-31T12:00:00Z|4JH86294D6297924G|" + crc.getValue());
        WebhookScheme payPal = named("paypal", Map.of("webhook-id", "4JH86294D6297924G"));
        var genuine = webhook(
                BODY,
                "PAYPAL-TRANSMISSION-ID",
                "t-1",
                "PAYPAL-TRANSMISSION-TIME",
                "2026-01-31T12:00:00Z",
                "PAYPAL-TRANSMISSION-SIG",
                signature,
                "PAYPAL-CERT-URL",
                "https://paypal.com.evil/cert");
        assertThat(payPal.verify(genuine, keys(payPal, spki(pair)), at(0))).isInstanceOf(Genuine.class);
        var timeless = webhook(BODY, "PAYPAL-TRANSMISSION-ID", "t-1", "PAYPAL-TRANSMISSION-SIG", signature);
        assertThat(payPal.verify(timeless, keys(payPal, spki(pair)), at(0)))
                .isEqualTo(new Forged(Reason.SIGNED_HEADER_UNREADABLE));
    }

    @Test
    void payPalWithoutItsParameterIsAFaultOfTheConfiguration() {
        assertThatThrownBy(() -> named("paypal"))
                .hasMessage("signature.content needs the parameter webhook-id, which is not set");
    }

    @Test
    void oneMoreHmacProviderIsConfigurationOnly() throws GeneralSecurityException {
        WebhookScheme own = own("""
                signature.header=X-Acme-Signature
                signature.layout=PAIRS
                signature.versions=h1
                signature.algorithm=HMAC_SHA512
                signature.content=acme|{timestamp}|{header:X-Acme-Id}|{body}
                signature.key-format=TEXT
                signature.encoding=BASE64URL
                timestamp.entry=ts
                timestamp.unit=ISO
                timestamp.tolerance=60S
                event.id={header:X-Acme-Id}
                """);
        Mac mac = Mac.getInstance("HmacSHA512");
        mac.init(new SecretKeySpec("acme-secret".getBytes(StandardCharsets.UTF_8), "HmacSHA512"));
        byte[] tag = mac.doFinal(("acme|2026-01-31T12:00:00Z|a-1|" + BODY).getBytes(StandardCharsets.UTF_8));
        var webhook = webhook(
                BODY,
                "X-Acme-Signature",
                "ts=2026-01-31T12:00:00Z, h1=" + Base64.getUrlEncoder().encodeToString(tag),
                "X-Acme-Id",
                "a-1");
        long noon = java.time.Instant.parse("2026-01-31T12:00:00Z").getEpochSecond();
        assertThat(own.verify(webhook, keys(own, "acme-secret"), at(noon + 60))).isInstanceOf(Genuine.class);
        assertThat(own.verify(webhook, keys(own, "acme-secret"), at(noon + 61)))
                .isEqualTo(new Forged(Reason.TIMESTAMP_STALE));
        assertThat(own.envelope(webhook).eventId()).isEqualTo("a-1");
    }

    @Test
    void aKeyOfAnotherKindIsAFaultOfTheConfiguration() throws GeneralSecurityException {
        assertKeyFault("stripe", PublishedVectorsTest.BRIDGE_KEY, "is a public key, where a shared secret is needed");
        assertKeyFault("bridge", "whsec_test_secret", "is not Base64");
        assertKeyFault("bridge", spki(pair("Ed25519")), "is not a public key of the kind that the scheme needs");
        assertKeyFault("circle", spki(pair("RSA")), "is not a public key of the kind that the scheme needs");
        assertKeyFault(
                "circle",
                "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAETt+cXnUYUiTkHfjBkHeUhVbf1yR+v3Ivr9IwbQbzujJPkp4OOFLs75cHnjicef4P4CX/qcEoeY5CN+wCf6UAhA==",
                "is on another curve");
        assertKeyFault("adyen", "not hex", "is not hexadecimal");
        assertKeyFault("standard-webhooks-ed25519", "whpk_AAAA", "is not an Ed25519 public key of 32 bytes");
        KeyPairGenerator small = KeyPairGenerator.getInstance("RSA");
        small.initialize(1024);
        assertKeyFault("wise", spki(small.generateKeyPair()), "is an RSA key of fewer than 2048 bits");
    }

    private static void assertKeyFault(String name, String text, String message) {
        WebhookScheme scheme = named(name);
        assertThatThrownBy(() -> scheme.key("k", text, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static KeyPair pair(String kind) throws GeneralSecurityException {
        return KeyPairGenerator.getInstance(kind).generateKeyPair();
    }

    private static String spki(KeyPair pair) {
        return Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
    }

    private static String signed(String algorithm, KeyPair pair, String content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update(content.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(signature.sign());
    }

    static String hmac(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
