package io.pasarela.providers.webhook;

import static io.pasarela.providers.webhook.Schemes.at;
import static io.pasarela.providers.webhook.Schemes.keys;
import static io.pasarela.providers.webhook.Schemes.named;
import static io.pasarela.providers.webhook.Schemes.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.webhook.Verdict.Forged;
import io.pasarela.providers.webhook.Verdict.Genuine;
import io.pasarela.providers.webhook.Verdict.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One vector at least for every ready-made scheme: the vendor's own where one is published, else computed from its description. */
class PublishedVectorsTest {

    private static final String EVENT =
            "{\"id\":\"evt_1\",\"event\":\"RAMP\",\"action\":\"UPDATE\",\"data\":{\"id\":\"r_1\",\"status\":\"COMPLETED\"},\"attempts\":0}";
    private static final String KILLB_SECRET = "killb-test-secret-0123456789abcdef";
    private static final String KILLB_HMAC = "21c86052ef3970b830f6e5a3269565a18f14023d7bc3a66fac0baf249288b139";
    private static final String KILLB_SHA256 = "4aba92cbbf15dc4489ad47d39e6ff47f1c136475c5f156028cf6643a9835c5c5";

    static final String BRIDGE_KEY = """
            -----BEGIN PUBLIC KEY-----
            MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtqsEE4eI7EmzhcquGJXt
            LX9PMK0UH6Kl1WIR21sv8HtueG8BuvvpP3MiN7ltzmIhS8KaynCjN4l+620PnXeu
            xWG+CSnEdkinL9hCqbEid5vv9zl0j9LWiJx3FkKHqADU7cgm46aa8dKUdIQYF2X+
            O7WmyLkC4wUM/mWhBPMsIQBznashRMZxx7XJjsVp27ACUE4eNIjEXbVYN6U8jSbU
            hG++CfL8xXu+GHDqKmFE6Po6HnuURvLFVnCtE3mXXBcVFlPy+octfx8nOMLT3X8O
            9UehIigJ34o2yMm/Fq3HUJzg2BsiAiGgtr0vmeoV9Q7upSNj9TuOumAzZFi4pYA+
            qwIDAQAB
            -----END PUBLIC KEY-----
            """;
    private static final String BRIDGE_SIGNATURE =
            "t=1705854411204,v0=jz/0dmHJ63FAzacGutrDTEoq+iSz/PHm/ugdooXDQu5NwuVIT2LmZGjsnCsBHgR9Py6OBP9zurzW4dHgygU4EDqmMPTUOvhvndYb4lWt+TY66LihaFI2whL6DAf/jb1QjYjNU0A6x9SLzC45dgE6X7zTDUM+2Z+scG/WEQf6SxQMt4E2sEipl5PqMK5lYUe3otdJV+X2c9D64bGwCEE7QSia+Vhozg8QNOQEk/rdz2IEONIg6oC43CeiN4E2kF9XLAGuy9uAHx9O9OJH5ZPLJZjyo4VcXYeWQgxaQ1gZ1Qu6hEEzgiPSff/1nou58dm4bIIazgCWli/mO0NyGcpfFw==";

    @Test
    void killbAsItsSecurityGuideHasIt() {
        assertGenuine("killb-hmac", KILLB_SECRET, 0, EVENT, "x-signature-sha256", KILLB_HMAC);
    }

    @Test
    void killbAsItsOwnClientHasIt() {
        assertGenuine("killb-sha256", KILLB_SECRET, 0, EVENT, "x-signature-sha256", KILLB_SHA256);
    }

    @Test
    void oneKillbSchemeIsNeverTriedAfterTheOther() {
        assertForged("killb-hmac", KILLB_SECRET, 0, Reason.SIGNATURE_WRONG, EVENT, "x-signature-sha256", KILLB_SHA256);
        assertForged("killb-sha256", KILLB_SECRET, 0, Reason.SIGNATURE_WRONG, EVENT, "x-signature-sha256", KILLB_HMAC);
    }

    @Test
    void standardWebhooksWithEd25519() {
        assertGenuine(
                "standard-webhooks-ed25519",
                "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=",
                1614265330,
                "{\"test\": 2432232314}",
                "webhook-id",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp",
                "1614265330",
                "webhook-signature",
                "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==");
    }

    @Test
    void blindPayAndSvix() {
        String[] genuine = {
            "svix-id", "msg_loFOjxBNrRLzqYUf",
            "svix-timestamp", "1731705121",
            "svix-signature", "v1,BH+aBLMNTbFbos1QPn1mSjgmCvCZ8MSG9PzBM5cGiXI="
        };
        String body = "{\"webhook_event\":\"payin.complete\",\"id\":\"pi_000000000000\"}";
        assertGenuine("blindpay", "whsec_plJ3nmyCDGBKInavdOK15jsl", 1731705121, body, genuine);
        assertGenuine("svix", "whsec_plJ3nmyCDGBKInavdOK15jsl", 1731705121, body, genuine);
    }

    @Test
    void theSampleThatBlindPayPrintsBesideAnotherBodyIsAForgery() {
        assertForged(
                "blindpay",
                "whsec_plJ3nmyCDGBKInavdOK15jsl",
                1731705121,
                Reason.SIGNATURE_WRONG,
                "{\"webhook_event\":\"payin.complete\",\"id\":\"pi_000000000000\"}",
                "svix-id",
                "msg_loFOjxBNrRLzqYUf",
                "svix-timestamp",
                "1731705121",
                "svix-signature",
                "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=");
    }

    @Test
    void bridge() {
        assertGenuine(
                "bridge",
                BRIDGE_KEY,
                1705854411,
                "{\"message\":\"Hello World!\"}",
                "X-Webhook-Signature",
                BRIDGE_SIGNATURE);
        // Vendors' dashboards show the key with its line ends written out.
        assertGenuine(
                "bridge",
                BRIDGE_KEY.replace("\n", "\\n"),
                1705854411,
                "{\"message\":\"Hello World!\"}",
                "X-Webhook-Signature",
                BRIDGE_SIGNATURE);
    }

    @Test
    void stripe() {
        assertGenuine(
                "stripe",
                "whsec_test_secret",
                1614265330,
                "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}",
                "Stripe-Signature",
                "t=1614265330,v1=af4ead0627a34a8cca29808e8de9ada8e41a92e6237c63cef6eacf51d36cca34");
    }

    @Test
    void gitHub() {
        assertGenuine(
                "github",
                "It's a Secret to Everybody",
                0,
                "Hello, World!",
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17");
    }

    @Test
    void moonPay() {
        assertGenuine(
                "moonpay",
                "wk_test_moonpay",
                1492774577,
                EVENT,
                "Moonpay-Signature-V2",
                "t=1492774577,s=beeba5baeec16f73bc0db4d59e9d676407b16267f38d2fa1f493a2cd7f958c61");
    }

    @Test
    void coinbaseWithTheHeadersThatItsSignatureLists() {
        String signature =
                "t=1728394718,h=content-type x-event-id x-event-type,v1=31c856b907a822b681ecdb00e77576d6c6a1800b8446fa84e81064b7369b6968";
        assertGenuine(
                "coinbase",
                "cdp-secret",
                1728394718,
                EVENT,
                "X-Hook0-Signature",
                signature,
                "Content-Type",
                "application/json",
                "X-Event-Id",
                "evt_1",
                "X-Event-Type",
                "ramp.updated");
        assertForged(
                "coinbase",
                "cdp-secret",
                1728394718,
                Reason.SIGNED_HEADER_UNREADABLE,
                EVENT,
                "X-Hook0-Signature",
                signature,
                "Content-Type",
                "application/json",
                "X-Event-Id",
                "evt_1");
    }

    @Test
    void coinbaseCommerceAndKoyweSignTheBodyAlone() {
        // The same formula as KillB's security guide, so the same vector serves.
        assertGenuine("koywe", KILLB_SECRET, 0, EVENT, "Koywe-Signature", KILLB_HMAC);
        assertGenuine("coinbase-commerce", KILLB_SECRET, 0, EVENT, "X-CC-Webhook-Signature", KILLB_HMAC);
        assertGenuine(
                "koywe",
                "my-shared-secret",
                0,
                "{\"examplePayload\":true}",
                "Koywe-Signature",
                "bcdbb89e3031905f3cc1a20d16b5f969a17a7d8fa0c26e4a807c2193402d66f4");
    }

    @Test
    void circle() {
        WebhookScheme circle = named("circle");
        var key = circle.key(
                "11111111-2222-3333-4444-555555555555",
                "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf59/9F/8qywEkUxPudSCsklolmTIZWf2lbB7utBwES1gWHe16vZ2J5VkL7ieZCltCNAOvic8r61XotvAl4wi2g==",
                null,
                null);
        String body =
                "{\"notificationId\":\"00000000-0000-4000-8000-000000000001\",\"notificationType\":\"cpn.payment.completed\",\"notification\":{\"id\":\"p_1\"}}";
        String signature =
                "MEYCIQChxGVnvSwy6IMkrbXFj4o7oGVsEzAtejFXRp6OjH8DPAIhALVbM5UvLB7YxR2Bu7ypGJpYmbNxiQpBMSRBwCS1v5Pv";
        var named = webhook(body, "X-Circle-Signature", signature, "X-Circle-Key-Id", key.id());
        assertThat(circle.verify(named, java.util.List.of(key), at(0))).isEqualTo(new Genuine(signature, key.id()));
        var other = webhook(body, "X-Circle-Signature", signature, "X-Circle-Key-Id", "../../etc/passwd");
        assertThat(circle.verify(other, java.util.List.of(key), at(0))).isEqualTo(new Forged(Reason.KEY_UNKNOWN));
    }

    @Test
    void adyen() {
        String item = """
                {"NotificationRequestItem":{"additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="},\
                "pspReference":"7914073381342284","merchantAccountCode":"TestMerchant","merchantReference":"TestPayment-1407325143704",\
                "amount":{"value":1130,"currency":"EUR"},"eventCode":"AUTHORISATION","success":"true"}}""";
        String key = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
        assertGenuine("adyen", key, 0, "{\"live\":\"false\",\"notificationItems\":[%s]}".formatted(item));
        assertForged(
                "adyen",
                key,
                0,
                Reason.SIGNATURE_WRONG,
                "{\"notificationItems\":[%s,%s]}".formatted(item, item.replace("1130", "1131")));
    }

    @Test
    void revolut() {
        assertGenuine(
                "revolut",
                "revolut-secret",
                1731705121,
                EVENT,
                "Revolut-Request-Timestamp",
                "1731705121000",
                "Revolut-Signature",
                "v1=3e76e6f88e7c2f4ea8e228317216e19044e87de4f75b4e178c3c5e1fd50d9526");
    }

    @Test
    void rampNetworkOverTheBodyWithItsKeysSorted() {
        String key =
                "MFYwEAYHKoZIzj0CAQYFK4EEAAoDQgAETt+cXnUYUiTkHfjBkHeUhVbf1yR+v3Ivr9IwbQbzujJPkp4OOFLs75cHnjicef4P4CX/qcEoeY5CN+wCf6UAhA==";
        String signature =
                "MEYCIQCLXK4pFw6dtXy0BksZu1kRq46qs5K1hdD7bS/4wGggMAIhALL1+Vza7VB4QXwQOkBdloHS/5pLUbomrpHoYalxo559";
        assertGenuine("ramp-network", key, 0, "{\"a\":1}", "X-Body-Signature", signature);
        assertGenuine("ramp-network", key, 0, "{ \"a\" : 1 }\n", "X-Body-Signature", signature);
        assertForged("ramp-network", key, 0, Reason.SIGNATURE_WRONG, "{\"a\":2}", "X-Body-Signature", signature);
        assertForged("ramp-network", key, 0, Reason.BODY_UNREADABLE, "a=1", "X-Body-Signature", signature);
    }

    private static void assertGenuine(String name, String key, long second, String body, String... headers) {
        assertThat(verdict(name, key, second, body, headers)).isInstanceOf(Genuine.class);
    }

    private static void assertForged(
            String name, String key, long second, Reason reason, String body, String... headers) {
        assertThat(verdict(name, key, second, body, headers)).isEqualTo(new Forged(reason));
    }

    private static Verdict verdict(String name, String key, long second, String body, String... headers) {
        WebhookScheme scheme = named(name, Map.of());
        return scheme.verify(webhook(body, headers), keys(scheme, key), at(second));
    }
}
