package io.pasarela.operations.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as they could stand in a topic, and a reader over them that needs no broker. */
public final class StoredRecords {

    private StoredRecords() {}

    /** @param headers names and values in turn */
    public static ConsumerRecord<byte[], byte[]> record(
            String topic, int partition, long offset, Instant time, String key, String... headers) {
        RecordHeaders all = new RecordHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], bytes(headers[i + 1]));
        }
        return new ConsumerRecord<>(
                topic,
                partition,
                offset,
                time.toEpochMilli(),
                TimestampType.CREATE_TIME,
                key.length(),
                1,
                bytes(key),
                bytes("{}"),
                all,
                Optional.empty());
    }

    public static TopicReader reader(List<ConsumerRecord<byte[], byte[]>> records) {
        return reader(records, Long.MAX_VALUE);
    }

    /** @param end where every partition ends for the reader, even if it holds more */
    static TopicReader reader(List<ConsumerRecord<byte[], byte[]>> records, long end) {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        Map<TopicPartition, Stretch.Range> ranges = new HashMap<>();
        records.forEach(record -> ranges.merge(
                new TopicPartition(record.topic(), record.partition()),
                new Stretch.Range(record.offset(), Math.min(end, record.offset() + 1)),
                (range, more) -> new Stretch.Range(range.from(), more.end())));
        TopicReader reader = new TopicReader(consumer, new Stretch(ranges));
        records.forEach(consumer::addRecord);
        return reader;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
