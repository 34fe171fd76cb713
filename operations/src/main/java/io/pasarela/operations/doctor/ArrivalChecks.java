package io.pasarela.operations.doctor;

import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.operations.kafka.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

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
        Instant newest = newest();
        return newest.equals(Instant.EPOCH)
                ? Row.skipped(
                        WHAT,
                        "none is in %s. Make a ramp and look again: only that shows that the key and the scheme are the provider's"
                                .formatted(Topics.PROVIDER_WEBHOOKS))
                : Row.ok(WHAT, "the newest that could be verified came at " + newest);
    }

    private Instant newest() {
        Instant newest = Instant.EPOCH;
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.PROVIDER_WEBHOOKS).stream()
                    .map(partition -> new TopicPartition(Topics.PROVIDER_WEBHOOKS, partition.partition()))
                    .toList();
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
                    Instant at = Instant.ofEpochMilli(found.timestamp());
                    if (isProviders(found) && at.isAfter(newest)) {
                        newest = at;
                    }
                }
            }
        }
        return newest;
    }

    private static boolean isProviders(ConsumerRecord<byte[], byte[]> found) {
        return header(found, WebhookHeaders.PROVIDER).equals("killb")
                && !header(found, EventHeaders.ID).startsWith(OURS);
    }

    private static String header(ConsumerRecord<byte[], byte[]> found, String name) {
        Header header = found.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
