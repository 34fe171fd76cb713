package io.pasarela.providers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.adyen.model.notification.Amount;
import com.adyen.model.notification.NotificationRequestItem;
import com.adyen.util.HMACValidator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.net.Webhook;
import io.pasarela.providers.webhook.Verdict.Genuine;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vendors' own Java SDKs as the sender, today and with each version that a dependency update brings. */
class VendorSdksTest {

    private static final long NOW = Senders.NOW;
    private static final String WHSEC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String ADYEN = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";

    static List<String> bodies() {
        return List.of(
                "{\"id\":\"evt_1\",\"data\":{\"id\":\"r_1\"}}",
                "{\"name\":\"José 日本語 😀\\u00e9\"}",
                "{\r\n\t\"a\": 1.10\r\n}\r\n",
                "",
                "\ufeff.1800000000.t=1,v1=a",
                "{\"pad\":\"é0123456789\"}".repeat(50_000));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void standardWebhooks(String body) throws Exception {
        String signature = new com.standardwebhooks.Webhook(WHSEC).sign("msg_1", NOW, body);
        assertGenuine(
                "standard-webhooks",
                WHSEC,
                body,
                "webhook-id",
                "msg_1",
                "webhook-timestamp",
                "" + NOW,
                "webhook-signature",
                signature);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void svixAndBlindPay(String body) throws Exception {
        String signature = new com.svix.Webhook(WHSEC).sign("msg_1", NOW, body);
        for (String scheme : List.of("svix", "blindpay")) {
            assertGenuine(
                    scheme, WHSEC, body, "svix-id", "msg_1", "svix-timestamp", "" + NOW, "svix-signature", signature);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void stripe(String body) throws Exception {
        String secret = "whsec_test_secret";
        String header = "t=%d,v1=%s".formatted(NOW, Webhook.Util.computeHmacSha256(secret, NOW + "." + body));
        assertGenuine("stripe", secret, body, "Stripe-Signature", header);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order-1", "órden 日本 😀", "a:b::c", " a ", ""})
    void adyen(String reference) throws Exception {
        NotificationRequestItem item = new NotificationRequestItem();
        item.setPspReference("psp1");
        item.setMerchantAccountCode("Shop");
        item.setMerchantReference(reference);
        item.setEventCode("AUTHORISATION");
        item.setSuccess(true);
        item.setAmount(new Amount().value(1130L).currency("EUR"));
        String signature = new HMACValidator().calculateHMAC(item, ADYEN);
        var sent = Map.of(
                "additionalData", Map.of("hmacSignature", signature),
                "pspReference", item.getPspReference(),
                "merchantAccountCode", item.getMerchantAccountCode(),
                "merchantReference", item.getMerchantReference(),
                "eventCode", item.getEventCode(),
                "success", "true",
                "amount", Map.of("value", 1130, "currency", "EUR"));
        String body = new ObjectMapper()
                .writeValueAsString(Map.of("notificationItems", List.of(Map.of("NotificationRequestItem", sent))));
        assertGenuine("adyen", ADYEN, body);
    }

    @Test
    void theSchemesThatAreSignedByHandInTheseTestsAreAllThereAre() {
        assertThat(Schemes.all().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        java.util.stream.Stream.of(Senders.WITH_A_SHARED_SECRET, Senders.WITH_A_KEY_PAIR)
                                .flatMap(List::stream)
                                .toList());
    }

    private static void assertGenuine(String name, String key, String body, String... headers) {
        WebhookScheme scheme = Schemes.named(name);
        assertThat(scheme.verify(Schemes.webhook(body, headers), Schemes.keys(scheme, key), Schemes.at(NOW)))
                .isInstanceOf(Genuine.class);
    }
}
