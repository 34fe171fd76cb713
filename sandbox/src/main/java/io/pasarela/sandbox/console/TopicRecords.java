package io.pasarela.sandbox.console;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics without leaving a trace: no group, nothing committed. For one thread. */
final class TopicRecords implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** More than any event of ours; of a longer body the beginning is shown. */
    private static final int BODY_MAX = 32 * 1024;

    private final KafkaConsumer<byte[], byte[]> consumer;

    private TopicRecords(KafkaConsumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
    }

    static TopicRecords open(String bootstrap) {
        var settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 100);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        var bytes = new ByteArrayDeserializer();
        return new TopicRecords(new KafkaConsumer<>(settings, bytes, bytes));
    }

    /** The names of all topics but Kafka's own. */
    Set<String> topics() {
        Set<String> names = new HashSet<>(consumer.listTopics().keySet());
        names.removeIf(name -> name.startsWith("__"));
        return names;
    }

    /** Begins with the last records. @param back how many of each partition */
    void from(String topic, long back) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
        consumer.endOffsets(partitions)
                .forEach((partition, end) ->
                        consumer.seek(partition, Math.max(first.getOrDefault(partition, 0L), end - back)));
    }

    /** What has come, oldest first; empty when nothing did for a moment. */
    List<JsonObject> next() {
        return StreamSupport.stream(consumer.poll(POLL).spliterator(), false)
                .sorted(Comparator.comparingLong(ConsumerRecord::timestamp))
                .map(TopicRecords::told)
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }

    private static JsonObject told(ConsumerRecord<byte[], byte[]> record) {
        var headers = new JsonObject();
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return new JsonObject()
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset())
                .put("at", Instant.ofEpochMilli(record.timestamp()).toString())
                .put("key", text(record.key()))
                .put("headers", headers)
                .put("body", text(record.value()));
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, 0, Math.min(bytes.length, BODY_MAX), StandardCharsets.UTF_8);
    }
}
