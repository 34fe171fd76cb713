package io.pasarela.operations.replay;

import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.operations.kafka.Headers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Which records of {@code provider.webhooks} are meant, and what each is replayed as.
 *
 * @param provider the value of {@code ce_provider}
 * @param resourceId the provider's id of a ramp, user or account; null for all
 * @param from the first time that belongs to it
 * @param to the first time that no longer does, so that one day's end is the next one's beginning
 */
record Selection(String provider, @Nullable String resourceId, Instant from, Instant to) {

    /** By the time that Kafka holds for the record, which is when webhook-ingest received it. */
    Verdict of(ConsumerRecord<byte[], byte[]> record) {
        Instant time = Instant.ofEpochMilli(record.timestamp());
        if (time.isBefore(from) || !time.isBefore(to)) {
            return Verdict.OUTSIDE;
        }
        if (!Headers.text(record, WebhookHeaders.PROVIDER).equals(java.util.Optional.of(provider))) {
            return Verdict.OTHER_PROVIDER;
        }
        if (resourceId != null && !Arrays.equals(record.key(), key(resourceId))) {
            return Verdict.OTHER_KEY;
        }
        // Otherwise each replay would double what the next one finds.
        return record.headers().lastHeader(WebhookHeaders.REPLAYED_AT) == null
                ? Verdict.REPLAY
                : Verdict.REPLAYED_BEFORE;
    }

    /**
     * The same record for the same topic. Its partition follows from its key, as with every webhook, so the ones of one resource stay in order
     * among themselves and with those that arrive meanwhile.
     */
    static ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record, Instant now) {
        var again = new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers());
        again.headers().add(WebhookHeaders.REPLAYED_AT, now.toString().getBytes(StandardCharsets.UTF_8));
        return again;
    }

    private byte[] key(String id) {
        return (provider + ":" + id).getBytes(StandardCharsets.UTF_8);
    }
}
