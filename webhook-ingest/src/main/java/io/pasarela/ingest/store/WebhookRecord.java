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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as it stands in the topic: CloudEvents 1.0 in Kafka's binary mode, with the raw body, untouched, as its value. Headers that
 * many records have are made once.
 */
@Singleton
class WebhookRecord {

    private static final Header SPEC_VERSION = new RecordHeader("ce_specversion", bytes("1.0"));
    private static final Header TYPE = new RecordHeader("ce_type", bytes(EventTypes.PROVIDER_WEBHOOK));
    private static final Header JSON = new RecordHeader("content-type", bytes("application/json"));

    /** Headers of a record, those of a trace included. */
    private static final int HEADERS_MAX = 15;

    /** What all records of a provider have. */
    private record OfProvider(Header source, Header provider) {}

    /** What all records of one millisecond have. */
    private record OfMoment(Instant at, Header header) {}

    private final OpenTelemetry telemetry;
    private final ConcurrentMap<String, OfProvider> ofProviders = new ConcurrentHashMap<>();
    private volatile OfMoment latest = receivedAt(Instant.EPOCH);

    WebhookRecord(OpenTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    ProducerRecord<byte[], byte[]> of(Received received) {
        Envelope envelope = received.envelope();
        String id = envelope.eventId() == null ? "none:" + UUID.randomUUID() : envelope.eventId();
        // Webhooks of one resource must stay in order, so they share a partition; one about nothing known goes
        // anywhere.
        String key = received.provider() + ":" + (envelope.resourceId() == null ? id : envelope.resourceId());
        OfProvider ofProvider = ofProviders.computeIfAbsent(received.provider(), WebhookRecord::ofProvider);
        List<Header> headers = new ArrayList<>(HEADERS_MAX);
        headers.add(SPEC_VERSION);
        add(headers, "ce_id", id);
        headers.add(TYPE);
        headers.add(ofProvider.source());
        if (received.contentType().equals("application/json")) {
            headers.add(JSON);
        } else {
            add(headers, "content-type", received.contentType());
        }
        add(headers, "ce_subject", envelope.resourceId());
        add(headers, "ce_time", envelope.occurredAt());
        headers.add(ofProvider.provider());
        add(headers, WebhookHeaders.PROVIDER_TYPE, envelope.type());
        headers.add(at(received.at()));
        add(headers, WebhookHeaders.SIGNATURE, received.verified().signature());
        add(headers, WebhookHeaders.KEY_ID, received.verified().keyId());
        telemetry.getPropagators().getTextMapPropagator().inject(Context.current(), headers, WebhookRecord::add);
        return new ProducerRecord<>(Topics.PROVIDER_WEBHOOKS, null, bytes(key), received.body(), headers);
    }

    private static OfProvider ofProvider(String name) {
        return new OfProvider(
                new RecordHeader("ce_source", bytes("urn:pasarela:provider:" + name)),
                new RecordHeader(WebhookHeaders.PROVIDER, bytes(name)));
    }

    private Header at(Instant at) {
        Instant moment = at.truncatedTo(ChronoUnit.MILLIS);
        OfMoment known = latest;
        if (!known.at().equals(moment)) {
            known = receivedAt(moment);
            latest = known;
        }
        return known.header();
    }

    private static OfMoment receivedAt(Instant at) {
        String text = ITU.formatUtcMilli(at.atOffset(ZoneOffset.UTC));
        return new OfMoment(at, new RecordHeader(WebhookHeaders.RECEIVED_AT, bytes(text)));
    }

    private static void add(@Nullable List<Header> headers, String name, @Nullable String value) {
        if (headers != null && value != null) {
            headers.add(new RecordHeader(name, bytes(value)));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
