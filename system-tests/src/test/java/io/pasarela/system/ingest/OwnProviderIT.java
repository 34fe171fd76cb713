package io.pasarela.system.ingest;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One more provider is configuration only, and its keys are rotated while it calls. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnProviderIT {

    private static final String OLD = "old-key-0123456789-abcdef";
    private static final String NEW = "new-key-0123456789-abcdef";

    @TempDir
    private static Path keys;

    private final RunningSystem system = RunningSystem.get();
    private IngestService ingest;

    @BeforeAll
    void start() {
        IngestService.write(keys.resolve("2025"), OLD + "\n");
        ingest = IngestService.start(system, IngestService.ACME + """
                pasarela.webhooks.rotated.scheme=acme
                pasarela.webhooks.rotated.key-directory=%s
                """.formatted(keys));
    }

    @AfterAll
    void stop() {
        ingest.close();
    }

    @Test
    void whatIsPublishedIsACloudEventWithTheRawBody() {
        String id = UUID.randomUUID().toString();
        String body =
                "{ \"at\" : \"2026-01-31T12:00:00Z\",\r\n \"id\":\"%s\", \"type\":\"paid\", \"order\":\"o-7\", \"name\":\"Jos\u00e9\" }\n"
                        .formatted(id);

        assertThat(ingest.deliver(body).statusCode()).isEqualTo(200);

        var record = Topic.of(system.sandbox().kafkaBootstrap(), Topics.PROVIDER_WEBHOOKS, "acme:o-7")
                .getLast();
        assertThat(record.value()).isEqualTo(body);
        assertThat(Topic.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Topic.header(record, "ce_id")).isEqualTo(id);
        assertThat(Topic.header(record, "ce_type")).isEqualTo("io.pasarela.provider.webhook.v1");
        assertThat(Topic.header(record, "ce_source")).isEqualTo("urn:pasarela:provider:acme");
        assertThat(Topic.header(record, "ce_subject")).isEqualTo("o-7");
        assertThat(Topic.header(record, "ce_time")).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(Topic.header(record, "content-type")).isEqualTo("application/json");
        assertThat(Topic.header(record, "ce_provider")).isEqualTo("acme");
        assertThat(Topic.header(record, "ce_providertype")).isEqualTo("paid");
        assertThat(Instant.parse(Topic.header(record, "ce_receivedat")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));
        assertThat(Topic.header(record, "ce_signature")).isEqualTo(IngestService.hmac(IngestService.SECRET, body));
        assertThat(Topic.header(record, "ce_signaturekeyid")).isEqualTo("spring");
    }

    @Test
    void aWebhookAboutNothingKnownIsKeptAllTheSame() {
        String body = "<order id=\"%s\"/>".formatted(UUID.randomUUID());

        assertThat(ingest.deliver(body).statusCode()).isEqualTo(200);

        assertThat(Topic.everything(system.sandbox().kafkaBootstrap(), Topics.PROVIDER_WEBHOOKS))
                .filteredOn(record -> record.value().equals(body))
                .singleElement()
                .satisfies(record -> assertThat(Topic.header(record, "ce_id")).startsWith("sha256:"));
    }

    @Test
    void keysAreRotatedWithoutARestartAndWithoutRefusingAnybody() throws IOException {
        assertThat(signedWith(OLD)).isEqualTo(200);
        assertThat(signedWith(NEW)).isEqualTo(401);

        IngestService.write(keys.resolve("2026"), NEW);
        eventually(() -> {
            assertThat(signedWith(OLD)).isEqualTo(200);
            assertThat(signedWith(NEW)).isEqualTo(200);
        });

        // What is no key, or cannot even be read as text, keeps no other from being read.
        Files.write(keys.resolve("junk.der"), new byte[] {(byte) 0x80, 0, 1});

        eventually(() -> assertThat(ingest.log()).contains("the key junk.der"));
        assertThat(ingest.log()).contains("those that count now: [2025, 2026]").doesNotContain("junk.der]");

        // From here on, the old one has had its time.
        IngestService.write(
                keys.resolve("2025.not-after"), Instant.now().plusSeconds(1).toString());
        eventually(() -> assertThat(signedWith(OLD)).isEqualTo(401));
        assertThat(signedWith(NEW)).isEqualTo(200);

        Files.delete(keys.resolve("2025"));
        Files.delete(keys.resolve("2025.not-after"));
        assertThat(signedWith(NEW)).isEqualTo(200);
        assertThat(ingest.log()).doesNotContain(OLD, NEW);
    }

    @Test
    void aProviderWithoutAnyLiveKeyIsOurFaultAndAskedToComeAgain() throws IOException {
        Path later = Files.createDirectory(keys.resolveSibling("later-" + UUID.randomUUID()));
        IngestService.write(later.resolve("k"), OLD);
        IngestService.write(
                later.resolve("k.not-before"),
                Instant.now().plus(Duration.ofHours(1)).toString());
        try (var early = IngestService.start(
                system,
                IngestService.ACME
                        + "pasarela.webhooks.early.scheme=acme\npasarela.webhooks.early.key-directory=%s\n"
                                .formatted(later))) {
            var answer = early.post("early", "{}", "X-Acme-Signature", IngestService.hmac(OLD, "{}"));
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }

    private int signedWith(String key) {
        String body = "{\"id\":\"%s\"}".formatted(UUID.randomUUID());
        return ingest.post("rotated", body, "X-Acme-Signature", IngestService.hmac(key, body))
                .statusCode();
    }
}
