package io.pasarela.operations.redrive;

import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.Stretch;
import io.pasarela.operations.kafka.Stretch.Range;
import io.pasarela.operations.kafka.TopicReader;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What stands in one dead-letter topic.
 *
 * @param count how many records
 * @param ends the oldest and the newest one; none when there is no record
 */
record Parked(DeadLetterTopic topic, long count, Optional<Ends> ends) {

    /**
     * Of a topic that holds something.
     *
     * @param oldest when the oldest record was parked
     * @param newest when the newest one was
     * @param lastReason why the newest one was
     */
    record Ends(Instant oldest, Instant newest, String lastReason) {}

    /** The dead-letter topics among these, by name. */
    static List<DeadLetterTopic> topics(Set<String> names) {
        return names.stream()
                .sorted()
                .flatMap(name -> DeadLetterTopic.named(name).stream())
                .toList();
    }

    static Parked in(Cluster cluster, DeadLetterTopic topic) {
        Stretch all;
        try (var consumer = cluster.consumer()) {
            all = Stretch.all(consumer, topic.name());
        }
        if (all.size() == 0) {
            return new Parked(topic, 0, Optional.empty());
        }
        var oldest = read(cluster, all, range -> new Range(range.from(), range.from() + 1));
        var newest = read(cluster, all, range -> new Range(range.end() - 1, range.end()));
        if (oldest.isEmpty() || newest.isEmpty()) {
            return new Parked(topic, 0, Optional.empty());
        }
        ConsumerRecord<byte[], byte[]> last = newest.getLast();
        return new Parked(
                topic,
                all.size(),
                Optional.of(new Ends(
                        Instant.ofEpochMilli(oldest.getFirst().timestamp()),
                        Instant.ofEpochMilli(last.timestamp()),
                        new DeadLetter(last).reason())));
    }

    /** The records of one part of every partition, oldest first. */
    private static List<ConsumerRecord<byte[], byte[]>> read(
            Cluster cluster, Stretch all, java.util.function.UnaryOperator<Range> part) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        all.ranges().forEach((partition, range) -> ranges.put(partition, part.apply(range)));
        try (var reader = new TopicReader(cluster.consumer(), new Stretch(ranges))) {
            return reader.next().stream()
                    .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                    .toList();
        }
    }
}
