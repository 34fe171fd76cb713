package io.pasarela.providers.webhook;

import static io.pasarela.providers.webhook.Schemes.named;
import static io.pasarela.providers.webhook.Schemes.webhook;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

    @Test
    void killbNamesEverythingInItsBody() {
        assertThat(read("killb-hmac", """
                        {"id":"e1","event":"RAMP","action":"UPDATE","data":{"x":[{"id":"no"}],"id":"r1","deep":{"id":"no"}},
                         "createdAt":"2026-05-01T10:00:00.000Z","updatedAt":"2026-05-01T10:05:00.000Z","attempts":0}"""))
                .isEqualTo(new Envelope("e1", "RAMP.UPDATE", "r1", Instant.parse("2026-05-01T10:05:00Z")));
    }

    @Test
    void whatIsMissingIsAbsentAndTheNextBestIsTaken() {
        assertThat(read("killb-hmac", "{\"event\":\"PAYOUT\",\"createdAt\":\"2026-05-01T10:00:00Z\",\"id\":null}"))
                .isEqualTo(new Envelope(null, "PAYOUT", null, Instant.parse("2026-05-01T10:00:00Z")));
    }

    @Test
    void timesAreReadAsTextSecondsOrMilliseconds() {
        Instant noon = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(read("stripe", "{\"id\":\"e\",\"created\":1769860800}").occurredAt())
                .isEqualTo(noon);
        assertThat(read("stripe", "{\"id\":\"e\",\"created\":1769860800000}").occurredAt())
                .isEqualTo(noon);
        assertThat(read("stripe", "{\"id\":\"e\",\"created\":\"2026-01-31T13:00:00+01:00\"}")
                        .occurredAt())
                .isEqualTo(noon);
        assertThat(read("stripe", "{\"id\":\"e\",\"created\":1e99}").occurredAt())
                .isNull();
    }

    @Test
    void aProviderThatNamesNoEventIsKnownByItsBody() {
        String id = read("koywe", "{\"a\":1}").eventId();
        assertThat(id)
                .startsWith("sha256:")
                .isEqualTo(read("koywe", "{\"a\":1}").eventId());
        assertThat(read("koywe", "{\"a\":2}").eventId()).isNotEqualTo(id);
    }

    @Test
    void killbIsNeverKnownByItsBody() {
        assertThat(read("killb-hmac", "{\"event\":\"RAMP\"}").eventId()).isNull();
    }

    @Test
    void adyenIsKnownByItsItem() {
        String body = """
                {"notificationItems":[{"NotificationRequestItem":{"pspReference":"p2","originalReference":"p1",
                "eventCode":"CAPTURE","eventDate":"2026-01-31T13:00:00+01:00"}}]}""";
        assertThat(read("adyen", body))
                .isEqualTo(new Envelope("p2:CAPTURE", "CAPTURE", "p1", Instant.parse("2026-01-31T12:00:00Z")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "7", "[]", "{", "{\"id\":", "{\"id\":{\"id\":\"x\"}}", "\u0000", "{\"id\":\"\"}"})
    void anEnvelopeNeverFails(String body) {
        for (String scheme : Schemes.all().keySet()) {
            if (!scheme.equals("paypal")) {
                assertThat(read(scheme, body).resourceId()).isNull();
            }
        }
    }

    @Test
    void anIdLongerThanAnyIsNone() {
        assertThat(read("stripe", "{\"id\":\"%s\"}".formatted("x".repeat(257))).eventId())
                .startsWith("sha256:");
    }

    private static Envelope read(String scheme, String body) {
        return named(scheme).envelope(webhook(body));
    }
}
