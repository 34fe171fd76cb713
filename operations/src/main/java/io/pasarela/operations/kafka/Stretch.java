package io.pasarela.operations.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/**
 * Part of a topic, fixed once and for all: what is appended later does not belong to it.
 *
 * @param ranges by partition, without the empty ones
 */
public record Stretch(Map<TopicPartition, Range> ranges) {

    /**
     * By how much a record's time can lie before that of a record in front of it. Producers stamp before they send, may send again for some
     * seconds, and their clocks differ.
     */
    public static final Duration OUT_OF_ORDER = Duration.ofMinutes(1);

    /**
     * Offsets of one partition.
     *
     * @param from the first one
     * @param end the one after the last
     */
    public record Range(long from, long end) {}

    public Stretch {
        ranges = Map.copyOf(ranges);
    }

    /** Everything that the topic holds now. */
    public static Stretch all(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = Cluster.partitions(consumer, topic);
        return of(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /**
     * A part of what the topic holds now, in which are all records of that time. A few before and after it can be there too, so look at each
     * record's time.
     */
    public static Stretch around(Consumer<?, ?> consumer, String topic, Instant from, Instant to) {
        List<TopicPartition> partitions = Cluster.partitions(consumer, topic);
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> starts = new HashMap<>(ends);
        offsets(consumer, partitions, from).forEach((partition, first) -> starts.put(partition, first.offset()));
        if (to.isBefore(Instant.now().minus(OUT_OF_ORDER))) {
            offsets(consumer, partitions, to.plus(OUT_OF_ORDER))
                    .forEach((partition, after) ->
                            ends.merge(partition, after.offset(), (end, offset) -> Math.min(end, offset)));
        }
        return of(starts, ends);
    }

    /** How many offsets it spans: as many as it has records, or a few more. */
    public long size() {
        return ranges.values().stream()
                .mapToLong(range -> range.end() - range.from())
                .sum();
    }

    private static Stretch of(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        starts.forEach((partition, from) -> {
            long end = ends.getOrDefault(partition, from);
            if (from < end) {
                ranges.put(partition, new Range(from, end));
            }
        });
        return new Stretch(ranges);
    }

    /** The first offset at or after that time, for the partitions that have one. */
    private static Map<TopicPartition, OffsetAndTimestamp> offsets(
            Consumer<?, ?> consumer, List<TopicPartition> partitions, Instant time) {
        Map<TopicPartition, Long> times = new HashMap<>();
        // Kafka takes negative times for something else.
        partitions.forEach(partition -> times.put(partition, Math.max(0, time.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = new HashMap<>(consumer.offsetsForTimes(times));
        found.values().removeIf(offset -> offset == null);
        return found;
    }
}
