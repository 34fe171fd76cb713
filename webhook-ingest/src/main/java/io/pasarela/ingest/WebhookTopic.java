package io.pasarela.ingest;

import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.WebhookDecoder.Envelope;
import io.pasarela.providers.WebhookVerifier.Verdict;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** Topic {@code provider.webhooks}: the raw body, untouched, with everything else in CloudEvents headers. */
@ApplicationScoped
class WebhookTopic {

    /** Webhooks that may wait for Kafka at once; each is at most as large as the body limit. Beyond, the answer is 503. */
    private static final int WAITING_MAX = 256;

    private final MutinyEmitter<byte[]> emitter;
    private final IngestConfig config;

    WebhookTopic(
            @Channel("provider-webhooks") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = WAITING_MAX)
                    MutinyEmitter<byte[]> emitter,
            IngestConfig config) {
        this.emitter = emitter;
        this.config = config;
    }

    /** Completes once all in-sync replicas have the record; fails when they did not say so in time. */
    Uni<Void> publish(String provider, Envelope envelope, byte[] body, Verdict.Genuine genuine) {
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(message(provider, envelope, body, genuine)))
                .ifNoItem()
                .after(config.acknowledgeWithin())
                .fail();
    }

    private static Message<byte[]> message(String provider, Envelope envelope, byte[] body, Verdict.Genuine genuine) {
        String eventId = envelope.eventId() == null ? "sha256:" + sha256(body) : envelope.eventId();
        // Webhooks of one resource must stay in order, so they share a partition; one about nothing known goes
        // anywhere.
        String key = provider + ":" + (envelope.resourceId() == null ? eventId : envelope.resourceId());
        var event = OutgoingCloudEventMetadata.<byte[]>builder()
                .withId(eventId)
                .withType(EventTypes.PROVIDER_WEBHOOK)
                .withSource(URI.create("urn:pasarela:provider:" + provider))
                .withDataContentType("application/json")
                .withExtension(extension(WebhookHeaders.PROVIDER), provider)
                .withExtension(
                        extension(WebhookHeaders.RECEIVED_AT), Instant.now().toString())
                .withExtension(extension(WebhookHeaders.SIGNATURE), genuine.signature())
                .withExtension(extension(WebhookHeaders.KEY_ID), genuine.keyId());
        if (envelope.resourceId() != null) {
            event.withSubject(envelope.resourceId());
        }
        if (envelope.type() != null) {
            event.withExtension(extension(WebhookHeaders.PROVIDER_TYPE), envelope.type());
        }
        if (envelope.occurredAt() != null) {
            event.withTimestamp(envelope.occurredAt().atZone(ZoneOffset.UTC));
        }
        return Message.of(body)
                .addMetadata(event.build())
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .build());
    }

    private static String extension(String header) {
        return header.substring("ce_".length());
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
