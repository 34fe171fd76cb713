package io.pasarela.providers.webhook;

import static io.pasarela.providers.webhook.Schemes.at;
import static io.pasarela.providers.webhook.Schemes.keys;
import static io.pasarela.providers.webhook.Schemes.named;
import static io.pasarela.providers.webhook.Schemes.webhook;
import static io.pasarela.providers.webhook.SignedHereTest.hmac;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.webhook.Verdict.Forged;
import io.pasarela.providers.webhook.Verdict.Genuine;
import io.pasarela.providers.webhook.Verdict.Reason;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a forger, a replayer or a broken proxy may send, mostly against Stripe's scheme, which has a bit of everything. */
class StrictVerificationTest {

    private static final String SECRET = "whsec_test_secret";
    private static final long NOW = 1_800_000_000L;
    private static final String BODY = "{\"id\":\"evt_1\",\"name\":\"Jos\u00e9\",\r\n\"amount\":\"100.25\"}";
    private static final String TAG = hmac(SECRET, NOW + "." + BODY);

    private final WebhookScheme stripe = named("stripe");

    @Test
    void theToleranceIncludesItsEnds() {
        assertThat(signedAt(NOW - 300)).isInstanceOf(Genuine.class);
        assertThat(signedAt(NOW + 300)).isInstanceOf(Genuine.class);
        assertThat(signedAt(NOW - 301)).isEqualTo(new Forged(Reason.TIMESTAMP_STALE));
        assertThat(signedAt(NOW + 301)).isEqualTo(new Forged(Reason.TIMESTAMP_IN_FUTURE));
    }

    @Test
    void millisecondsWhereSecondsAreMeantAreRefusedAndTheOtherWayRound() {
        assertThat(signedAt(NOW * 1000)).isEqualTo(new Forged(Reason.TIMESTAMP_IN_FUTURE));
        WebhookScheme revolut = named("revolut");
        var seconds = webhook(
                BODY,
                "Revolut-Request-Timestamp",
                "" + NOW,
                "Revolut-Signature",
                "v1=" + hmac(SECRET, "v1." + NOW + "." + BODY));
        assertThat(revolut.verify(seconds, keys(revolut, SECRET), at(NOW)))
                .isEqualTo(new Forged(Reason.TIMESTAMP_STALE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1800000000",
                "1800000000.0",
                "+1800000000",
                "1e9",
                "0x6b49d200",
                "99999999999999999999",
                "now",
                "１８００００００００"
            })
    void aTimestampThatIsNoPlainNumberIsRefused(String time) {
        assertThat(verdict("t=%s,v1=%s".formatted(time, hmac(SECRET, time + "." + BODY))))
                .isEqualTo(new Forged(Reason.TIMESTAMP_UNREADABLE));
    }

    @Test
    void theTimestampIsSignedAsItWasSent() {
        // The same number with another text is not what was signed.
        assertThat(verdict("t=0%d,v1=%s".formatted(NOW, TAG))).isEqualTo(new Forged(Reason.SIGNATURE_WRONG));
    }

    @Test
    void aMissingPartIsRefused() {
        assertThat(verdict()).isEqualTo(new Forged(Reason.SIGNATURE_MISSING));
        assertThat(verdict(" ")).isEqualTo(new Forged(Reason.SIGNATURE_MISSING));
        assertThat(verdict("v1=" + TAG)).isEqualTo(new Forged(Reason.TIMESTAMP_MISSING));
        assertThat(verdict("t=" + NOW)).isEqualTo(new Forged(Reason.SIGNATURE_UNREADABLE));
        assertThat(verdict("t=%d,v1=".formatted(NOW))).isEqualTo(new Forged(Reason.SIGNATURE_UNREADABLE));
    }

    @Test
    void aRepeatedHeaderOrTimestampIsRefusedEvenIfOneIsRight() {
        String right = "t=%d,v1=%s".formatted(NOW, TAG);
        assertThat(verdict(right, right)).isEqualTo(new Forged(Reason.SIGNATURE_UNREADABLE));
        assertThat(verdict("t=%d,%s".formatted(NOW - 1, right))).isEqualTo(new Forged(Reason.TIMESTAMP_MISSING));
    }

    @Test
    void anUnknownVersionIsIgnoredAndNeverFallenBackTo() {
        assertThat(verdict("t=%d,v0=%s".formatted(NOW, TAG))).isEqualTo(new Forged(Reason.VERSION_UNKNOWN));
        assertThat(verdict("t=%d,v0=%s,v1=%s".formatted(NOW, "ab".repeat(32), TAG)))
                .isEqualTo(new Genuine(TAG, "key-1"));
        assertThat(verdict("t=%d,V1=%s".formatted(NOW, TAG))).isEqualTo(new Forged(Reason.VERSION_UNKNOWN));
    }

    @Test
    void tenSignaturesAreLookedAtAndElevenAreNot() {
        String wrong = ",v1=" + "ab".repeat(32);
        assertThat(verdict("t=%d%s,v1=%s".formatted(NOW, wrong.repeat(9), TAG))).isInstanceOf(Genuine.class);
        assertThat(verdict("t=%d%s,v1=%s".formatted(NOW, wrong.repeat(10), TAG)))
                .isEqualTo(new Forged(Reason.SIGNATURES_TOO_MANY));
    }

    @Test
    void anEndlessHeaderIsRefusedBeforeHashing() {
        String header = "t=%d,v1=%s".formatted(NOW, TAG);
        assertThat(verdict(header + ",".repeat(4096 - header.length()))).isInstanceOf(Genuine.class);
        assertThat(verdict(header + ",".repeat(4097 - header.length())))
                .isEqualTo(new Forged(Reason.SIGNATURE_TOO_LONG));
    }

    @Test
    void hexMayBeOfEitherCaseAndNothingElse() {
        assertThat(verdict("t=%d,v1=%s".formatted(NOW, TAG.toUpperCase(Locale.ROOT))))
                .isInstanceOf(Genuine.class);
        assertThat(verdict("t=%d,v1=%s".formatted(NOW, "z" + TAG.substring(1))))
                .isEqualTo(new Forged(Reason.SIGNATURE_UNREADABLE));
        assertThat(verdict("t=%d,v1=%s".formatted(NOW, TAG + "00"))).isEqualTo(new Forged(Reason.SIGNATURE_WRONG));
        assertThat(verdict("t=%d,v1=%s".formatted(NOW, TAG.substring(2))))
                .isEqualTo(new Forged(Reason.SIGNATURE_WRONG));
    }

    @Test
    void base64HasItsPaddingAndItsAlphabet() {
        WebhookScheme scheme = named("standard-webhooks");
        String right = "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        for (String text : List.of(
                right.replace("=", ""),
                right.replace('+', '-').replace('/', '_'),
                right + " ",
                right.replace("+", "%2B"))) {
            var webhook = webhook(
                    "{\"test\": 2432232314}",
                    "webhook-id",
                    "msg_p5jXN8AQM9LWM0D4loKWxJek",
                    "webhook-timestamp",
                    "1614265330",
                    "webhook-signature",
                    "v1," + text);
            var verdict =
                    scheme.verify(webhook, keys(scheme, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), at(1614265330));
            // A blank at the end of a header is no part of its value (RFC 9110 section 5.5).
            assertThat(verdict).isInstanceOf(text.endsWith(" ") ? Genuine.class : Forged.class);
        }
    }

    @Test
    void oneFlippedByteIsAForgery() {
        for (String body : List.of(
                BODY.replace("100.25", "100.26"),
                BODY.replace("\r\n", "\n"),
                BODY.replace("\u00e9", "\\u00e9"),
                BODY.replace("\":\"", "\": \""),
                BODY + "\n",
                "")) {
            var webhook = webhook(body, "Stripe-Signature", "t=%d,v1=%s".formatted(NOW, TAG));
            assertThat(stripe.verify(webhook, keys(stripe, SECRET), at(NOW)))
                    .isEqualTo(new Forged(Reason.SIGNATURE_WRONG));
        }
    }

    @Test
    void anotherTenantsKeyIsNoKey() {
        assertThat(stripe.verify(
                        webhook(BODY, "Stripe-Signature", "t=%d,v1=%s".formatted(NOW, TAG)),
                        keys(stripe, "whsec_another_secret"),
                        at(NOW)))
                .isEqualTo(new Forged(Reason.SIGNATURE_WRONG));
    }

    @Test
    void theKeyThatMatchedIsNamed() {
        var keys = keys(stripe, "whsec_another_secret", SECRET, "whsec_third");
        assertThat(stripe.verify(webhook(BODY, "stripe-signature", "t=%d,v1=%s".formatted(NOW, TAG)), keys, at(NOW)))
                .isEqualTo(new Genuine(TAG, "key-2"));
    }

    @Test
    void aKeyCountsFromItsFirstInstantToItsLast() {
        WebhookKey key = stripe.key("k", SECRET, at(NOW), at(NOW + 10));
        assertThat(key.isLive(at(NOW - 1))).isFalse();
        assertThat(key.isLive(at(NOW))).isTrue();
        assertThat(key.isLive(at(NOW + 10))).isTrue();
        assertThat(key.isLive(at(NOW + 11))).isFalse();
        assertThat(key).hasToString("key k");
    }

    @Test
    void anIdThatCouldShiftIntoItsNeighbourIsRefused() {
        // Signed was id "a", time 1, body "1800000000.x"; sent is id "a.1", that time, body "x": the same bytes.
        WebhookScheme scheme = named("standard-webhooks");
        var key = keys(scheme, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
        var webhook = webhook(
                "x",
                "webhook-id",
                "a.1",
                "webhook-timestamp",
                "" + NOW,
                "webhook-signature",
                "v1," + "A".repeat(43) + "=");
        assertThat(scheme.verify(webhook, key, at(NOW))).isEqualTo(new Forged(Reason.SIGNED_HEADER_UNREADABLE));
    }

    @Test
    void aDeeplyNestedBodyCostsNothing() {
        WebhookScheme sorted = named("ramp-network");
        var webhook = webhook("[".repeat(500_000), "X-Body-Signature", "AAAA");
        var keys = keys(
                sorted,
                "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAETt+cXnUYUiTkHfjBkHeUhVbf1yR+v3Ivr9IwbQbzujJPkp4OOFLs75cHnjicef4P4CX/qcEoeY5CN+wCf6UAhA==");
        assertThat(sorted.verify(webhook, keys, at(NOW))).isEqualTo(new Forged(Reason.BODY_UNREADABLE));
        assertThat(named("adyen").verify(webhook, List.of(), at(NOW))).isEqualTo(new Forged(Reason.BODY_UNREADABLE));
    }

    private Verdict signedAt(long second) {
        return verdict("t=%d,v1=%s".formatted(second, hmac(SECRET, second + "." + BODY)));
    }

    private Verdict verdict(String... signatures) {
        String[] headers = new String[signatures.length * 2];
        for (int i = 0; i < signatures.length; i++) {
            headers[2 * i] = "Stripe-Signature";
            headers[2 * i + 1] = signatures[i];
        }
        return stripe.verify(webhook(BODY, headers), keys(stripe, SECRET), at(NOW));
    }
}
