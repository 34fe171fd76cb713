package io.pasarela.system.ingest;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nobody may send without end, and not everybody may send at all. */
class FloodIT {

    private static final String BEHIND_A_PROXY = "pasarela.ingest.trusted-proxies=127.0.0.1,10.0.0.0/8\n";

    private final RunningSystem system = RunningSystem.get();

    @Test
    void anAddressThatSendsTooMuchIsHeldBackByAllReplicasTogetherAndNobodyElseIs() {
        String settings = IngestService.ACME + BEHIND_A_PROXY + """
                pasarela.ingest.rate-limits.per-address=1
                pasarela.ingest.rate-limits.per-address-burst=20
                """;
        try (var one = IngestService.start(system, settings);
                var other = IngestService.start(system, settings)) {
            // A service that has just started may find Redis slow, and then lets everybody through for a second.
            eventually(() ->
                    assertThat(forged(one, "for=203.0.113.1").statusCode()).isEqualTo(429));
            eventually(() ->
                    assertThat(forged(other, "for=203.0.113.2").statusCode()).isEqualTo(429));
            int refused = 0;
            HttpResponse<String> last = null;
            for (int i = 0; i < 40; i++) {
                var answer = forged(i % 2 == 0 ? one : other, "for=203.0.113.7");
                if (answer.statusCode() == 429) {
                    refused++;
                    last = answer;
                }
            }
            // Some seconds pass here, each with one more that is let through.
            assertThat(refused).isBetween(12, 20);
            assertThat(last.headers().firstValue("Retry-After"))
                    .get()
                    .asString()
                    .matches("[1-9][0-9]*");
            assertThat(last.body()).contains("RATE_LIMITED");
            assertThat(forged(one, "for=203.0.113.8").statusCode()).isEqualTo(401);
            // Whatever a stranger claims stands before what the proxy saw. Now and then one is let through again.
            assertThat(IntStream.range(0, 4)
                            .map(i -> forged(one, "for=203.0.113.9, for=203.0.113.7")
                                    .statusCode()))
                    .contains(429);
            eventually(() -> assertThat(one.metrics()).contains("reason=\"FLOOD\""));
        }
    }

    @Test
    void aProviderThatSendsTooMuchIsAskedToComeAgainLater() {
        String settings = IngestService.ACME + """
                pasarela.webhooks.acme.rate-limit=1
                pasarela.webhooks.acme.rate-limit-burst=5
                """;
        try (var ingest = IngestService.start(system, settings)) {
            for (int i = 0; i < 50; i++) {
                // Forgeries do not use up what genuine webhooks may have.
                ingest.post("acme", "{}", "X-Acme-Signature", "00".repeat(32));
            }
            assertThat(genuine(ingest).statusCode()).isEqualTo(200);
            eventually(() -> assertThat(genuine(ingest).statusCode()).isEqualTo(429));
        }
    }

    @Test
    void onlyListedAddressesMayCallAndAForwardedHeaderCountsFromATrustedProxyOnly() {
        String allowed = "pasarela.webhooks.acme.allowed-addresses=198.51.100.0/24\n";
        try (var behindProxy = IngestService.start(system, IngestService.ACME + BEHIND_A_PROXY + allowed);
                var direct = IngestService.start(system, IngestService.ACME + allowed)) {
            assertThat(genuine(behindProxy, "for=198.51.100.9").statusCode()).isEqualTo(200);
            assertThat(genuine(behindProxy, "for=198.51.100.9, for=10.1.2.3").statusCode())
                    .isEqualTo(200);
            assertThat(genuine(behindProxy, "for=198.51.100.9, for=203.0.113.7").statusCode())
                    .isEqualTo(403);
            assertThat(genuine(behindProxy, "for=203.0.113.7").statusCode()).isEqualTo(403);
            // What a proxy repeats of a stranger's Host is no hop.
            String host = ";host=\"a,for=198.51.100.9;x\"";
            assertThat(genuine(behindProxy, "for=203.0.113.7" + host).statusCode())
                    .isEqualTo(403);
            assertThat(genuine(behindProxy, "host=\"a;for=198.51.100.9\";for=203.0.113.7")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(genuine(direct, "for=198.51.100.9").statusCode()).isEqualTo(403);
        }
    }

    @Test
    void onlyTheHeaderThatTheProxiesWriteIsReadAndNotTheOneThatAStrangerBrings() {
        String settings = IngestService.ACME + BEHIND_A_PROXY + """
                pasarela.ingest.forwarded-header=X-Forwarded-For
                pasarela.webhooks.acme.allowed-addresses=198.51.100.0/24,2001:db8::/32
                """;
        try (var ingest = IngestService.start(system, settings)) {
            assertThat(delivered(ingest, "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=198.51.100.9"))
                    .isEqualTo(403);
            assertThat(delivered(ingest, "Forwarded", "for=198.51.100.9")).isEqualTo(403);
            assertThat(delivered(ingest, "X-Forwarded-For", "203.0.113.7, 198.51.100.9:4711"))
                    .isEqualTo(200);
            assertThat(delivered(ingest, "X-Forwarded-For", "2001:db8::7, 10.0.0.9"))
                    .isEqualTo(200);
            assertThat(delivered(ingest, "X-Forwarded-For", "[2001:db8::7]:4711"))
                    .isEqualTo(200);
        }
    }

    private static int delivered(IngestService ingest, String... headers) {
        String body = "{\"id\":\"%s\"}".formatted(UUID.randomUUID());
        var all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("X-Acme-Signature", IngestService.hmac(IngestService.SECRET, body)));
        return ingest.post("acme", body, all.toArray(String[]::new)).statusCode();
    }

    private static HttpResponse<String> forged(IngestService ingest, String forwarded) {
        return ingest.post("acme", "{}", "X-Acme-Signature", "00".repeat(32), "Forwarded", forwarded);
    }

    private static HttpResponse<String> genuine(IngestService ingest) {
        return genuine(ingest, "for=127.0.0.1");
    }

    private static HttpResponse<String> genuine(IngestService ingest, String forwarded) {
        String body = "{\"id\":\"%s\"}".formatted(UUID.randomUUID());
        return ingest.post(
                "acme",
                body,
                "X-Acme-Signature",
                IngestService.hmac(IngestService.SECRET, body),
                "Forwarded",
                forwarded);
    }
}
