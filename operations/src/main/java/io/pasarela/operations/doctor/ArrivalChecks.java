package io.pasarela.operations.doctor;

import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.Headers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Whether the provider's own webhooks get through, which nothing that we sign ourselves can show. */
final class ArrivalChecks {

    /** What {@link TestDelivery} sends is no proof. */
    static final String OURS = "doctor-";

    private static final String WHAT = "webhooks of the provider";
    private static final int LOOK_BACK = 100;
    private static final Duration READ_WITHIN = Duration.ofSeconds(15);

    private final Cluster cluster;

    ArrivalChecks(Cluster cluster) {
        this.cluster = cluster;
    }

    Row row() {
        ConsumerRecord<byte[], byte[]> newest = newest();
        return newest == null
                ? Row.skipped(
                        WHAT,
                        "none is among the last %d of each partition of %s. Make a ramp and look again: only that shows that key and scheme are the provider's"
                                .formatted(LOOK_BACK, Topics.PROVIDER_WEBHOOKS))
                : Row.ok(
                        WHAT,
                        "the newest came at %s and was verified with key %s"
                                .formatted(
                                        Instant.ofEpochMilli(newest.timestamp()),
                                        Headers.text(newest, WebhookHeaders.KEY_ID)
                                                .orElse("")));
    }

    private @Nullable ConsumerRecord<byte[], byte[]> newest() {
        ConsumerRecord<byte[], byte[]> newest = null;
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<TopicPartition> partitions = Cluster.partitions(consumer, Topics.PROVIDER_WEBHOOKS);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            partitions.forEach(partition -> consumer.seek(
                    partition,
                    Math.max(beginnings.getOrDefault(partition, 0L), ends.getOrDefault(partition, 0L) - LOOK_BACK)));
            long deadline = System.nanoTime() + READ_WITHIN.toNanos();
            while (partitions.stream()
                            .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))
                    && System.nanoTime() < deadline) {
                for (var found : consumer.poll(Duration.ofMillis(200))) {
                    if (isProviders(found) && (newest == null || found.timestamp() > newest.timestamp())) {
                        newest = found;
                    }
                }
            }
        }
        return newest;
    }

    private static boolean isProviders(ConsumerRecord<byte[], byte[]> found) {
        return Headers.text(found, WebhookHeaders.PROVIDER).equals(Optional.of("killb"))
                && !Headers.text(found, EventHeaders.ID).orElse("").startsWith(OURS)
                && Headers.text(found, WebhookHeaders.REPLAYED_AT).isEmpty();
    }
}
