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
import org.junit.jupiter.api.Test;

/**
 * Coinbase joins names, values and body by dots, so one run of signed bytes could be read as other headers with another body. Whoever
 * has seen one genuine webhook has its signature.
 */
class ShiftedBytesTest {

    private static final long NOW = 1_800_000_000L;
    private static final String NAMES = "content-type x-event-type";
    private static final String BODY = "{\"note\":\"paid.{\\\"id\\\":\\\"forged\\\"}\"}";
    private static final String TAG = hmac("cdp-secret", NOW + "." + NAMES + ".application/json.ramp.updated." + BODY);

    @Test
    void theHeadersAndTheBodyThatWereSignedAreBelieved() {
        assertThat(verdict(BODY, NAMES, "content-type", "application/json", "x-event-type", "ramp.updated"))
                .isInstanceOf(Genuine.class);
    }

    @Test
    void aBodyWhoseBeginningWasMovedIntoAHeaderIsRefused() {
        int dot = BODY.indexOf('.');
        String moved = "ramp.updated." + BODY.substring(0, dot);
        String rest = BODY.substring(dot + 1);
        assertRefused(verdict(rest, NAMES, "content-type", "application/json", "x-event-type", moved));
    }

    @Test
    void aHeaderWhoseEndWasMovedIntoTheBodyIsRefused() {
        assertRefused(verdict("updated." + BODY, NAMES, "content-type", "application/json", "x-event-type", "ramp"));
    }

    @Test
    void aValueThatWasMovedIntoTheListOfNamesIsRefused() {
        String names = NAMES + ".application/json";
        assertRefused(verdict(BODY, names, "content-type", "ramp", "x-event-type.application/json", "updated"));
    }

    @Test
    void aThousandListedHeadersAreNotHashed() {
        assertRefused(verdict(BODY, "content-type ".repeat(33).strip(), "content-type", "application/json"));
    }

    private static void assertRefused(Verdict verdict) {
        assertThat(verdict).isEqualTo(new Forged(Reason.SIGNED_HEADER_UNREADABLE));
    }

    private static Verdict verdict(String body, String names, String... headers) {
        var all = new java.util.ArrayList<>(java.util.List.of(headers));
        all.addAll(java.util.List.of("X-Hook0-Signature", "t=%d,h=%s,v1=%s".formatted(NOW, names, TAG)));
        WebhookScheme coinbase = named("coinbase");
        return coinbase.verify(webhook(body, all.toArray(String[]::new)), keys(coinbase, "cdp-secret"), at(NOW));
    }
}
