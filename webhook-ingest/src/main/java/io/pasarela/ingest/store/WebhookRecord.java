package io.pasarela.ingest.store;

import com.ethlo.time.ITU;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.providers.webhook.Envelope;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** A webhook as it stands in the topic: CloudEvents 1.0 in Kafka's binary mode, with the raw body, untouched, as its value. */
@Singleton
class WebhookRecord {

    private final OpenTelemetry telemetry;

    WebhookRecord(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    ProducerRecord<byte[], byte[]> of(Received received) {
        Envelope envelope = received.envelope();
        String id = envelope.eventId() == null ? "none:" + UUID.randomUUID() : envelope.eventId();
        // Webhooks of one resource must stay in order, so they share a partition; one about nothing known goes
        // anywhere.
        String key = received.provider() + ":" + (envelope.resourceId() == null ? id : envelope.resourceId());
        var webhook = new ProducerRecord<>(Topics.PROVIDER_WEBHOOKS, bytes(key), received.body());
        Headers headers = webhook.headers();
        headers.add("ce_specversion", bytes("1.0"));
        add(headers, "ce_id", id);
        add(headers, "ce_type", EventTypes.PROVIDER_WEBHOOK);
        add(headers, "ce_source", "urn:pasarela:provider:" + received.provider());
        add(headers, "content-type", received.contentType());
        add(headers, "ce_subject", envelope.resourceId());
        add(headers, "ce_time", envelope.occurredAt());
        add(headers, WebhookHeaders.PROVIDER, received.provider());
        add(headers, WebhookHeaders.PROVIDER_TYPE, envelope.type());
        add(
                headers,
                WebhookHeaders.RECEIVED_AT,
                ITU.formatUtcMilli(received.at().atOffset(ZoneOffset.UTC)));
        add(headers, WebhookHeaders.SIGNATURE, received.verified().signature());
        add(headers, WebhookHeaders.KEY_ID, received.verified().keyId());
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, WebhookRecord::add);
        return webhook;
    }

    private static void add(@Nullable Headers headers, String name, @Nullable String value) {
        if (headers != null && value != null) {
            headers.add(name, bytes(value));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
