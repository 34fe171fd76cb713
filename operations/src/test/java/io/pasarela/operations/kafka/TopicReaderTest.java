package io.pasarela.operations.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class TopicReaderTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void partitionsAreReadSideBySideInTheOrderOfTime() {
        var reader = StoredRecords.reader(List.of(at(0, 0, 1), at(0, 1, 4), at(1, 7, 2), at(1, 8, 3), at(1, 9, 5)));

        assertThat(reader.next())
                .extracting(ConsumerRecord::timestamp)
                .containsExactly(second(1), second(2), second(3), second(4), second(5));
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void withinAPartitionItsOwnOrderCounts() {
        var reader = StoredRecords.reader(List.of(at(0, 0, 3), at(0, 1, 1), at(1, 0, 2)));

        assertThat(reader.next().stream().filter(record -> record.partition() == 0))
                .extracting(ConsumerRecord::offset)
                .containsExactly(0L, 1L);
    }

    @Test
    void whatComesAfterTheEndIsLeftAlone() {
        var reader = StoredRecords.reader(List.of(at(0, 0, 1), at(0, 1, 2), at(0, 2, 3)), 2);

        assertThat(reader.next()).extracting(ConsumerRecord::offset).containsExactly(0L, 1L);
        assertThat(reader.next()).isEmpty();
    }

    @Test
    void aBatchIsNeverLargerThanItMayBe() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        IntStream.range(0, TopicReader.BATCH + 1).forEach(i -> records.add(at(0, i, i)));
        var reader = StoredRecords.reader(records);

        assertThat(reader.next()).hasSize(TopicReader.BATCH);
        assertThat(reader.next()).hasSize(1);
        assertThat(reader.next()).isEmpty();
    }

    private static ConsumerRecord<byte[], byte[]> at(int partition, long offset, int second) {
        return StoredRecords.record("topic", partition, offset, NOON.plusSeconds(second), "key");
    }

    private static long second(int second) {
        return NOON.plusSeconds(second).toEpochMilli();
    }
}
