package io.pasarela.operations.kafka;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Reads a {@link Stretch} of a topic from its start to its end, all partitions side by side in the order of time; within a partition in the
 * order of the partition. So what was read before a stop and what is left can be told apart by one time.
 */
public final class TopicReader implements AutoCloseable {

    /** As many records as are read, and sent, at once. */
    public static final int BATCH = 500;

    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration SILENCE_MAX = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Part> parts = new HashMap<>();

    /** One partition: where to stop, and what of it waits to be handed out. */
    private record Part(long end, ArrayDeque<ConsumerRecord<byte[], byte[]>> waiting) {}

    /** @param consumer closed with this reader */
    public TopicReader(Consumer<byte[], byte[]> consumer, Stretch stretch) {
        this.consumer = consumer;
        consumer.assign(stretch.ranges().keySet());
        stretch.ranges().forEach((partition, range) -> {
            consumer.seek(partition, range.from());
            parts.put(partition, new Part(range.end(), new ArrayDeque<>()));
        });
    }

    /**
     * The next records, at most {@link #BATCH}; none means that the end is reached.
     *
     * @throws TimeoutException when Kafka gives nothing for half a minute
     */
    public List<ConsumerRecord<byte[], byte[]>> next() {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        while (batch.size() < BATCH) {
            fill();
            Optional<Part> oldest = parts.values().stream()
                    .filter(part -> !part.waiting.isEmpty())
                    .min(Comparator.comparingLong(
                            part -> part.waiting.getFirst().timestamp()));
            if (oldest.isEmpty()) {
                return batch;
            }
            batch.add(oldest.get().waiting.remove());
        }
        return batch;
    }

    /** Waits until the next record of every partition is known, because any of them can be the oldest. */
    private void fill() {
        long deadline = System.nanoTime() + SILENCE_MAX.toNanos();
        for (Set<TopicPartition> unknown = unknown(); !unknown.isEmpty(); unknown = unknown()) {
            Set<TopicPartition> known = new HashSet<>(parts.keySet());
            known.removeAll(unknown);
            consumer.pause(known);
            consumer.resume(unknown);
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                Part part = parts.get(new TopicPartition(record.topic(), record.partition()));
                if (part != null && record.offset() < part.end) {
                    part.waiting.add(record);
                }
                deadline = System.nanoTime() + SILENCE_MAX.toNanos();
            }
            if (System.nanoTime() > deadline) {
                throw new TimeoutException(
                        "Kafka gave no record for %d s although there are more".formatted(SILENCE_MAX.toSeconds()));
            }
        }
    }

    private Set<TopicPartition> unknown() {
        Set<TopicPartition> unknown = new HashSet<>();
        parts.forEach((partition, part) -> {
            if (part.waiting.isEmpty() && consumer.position(partition) < part.end) {
                unknown.add(partition);
            }
        });
        return unknown;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
