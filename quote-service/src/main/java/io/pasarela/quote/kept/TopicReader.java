package io.pasarela.quote.kept;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;

/**
 * Applies whole topics once more, from their beginnings to where they end when it starts; what is written later is the live consumer's. It
 * belongs to no consumer group, so nobody's offsets move.
 */
@ApplicationScoped
class TopicReader {

    private static final Logger LOG = Logger.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int KAFKA_ANSWERS_WITHIN_MILLIS = 10_000;

    private final Map<String, Object> kafka;
    private final KeptConsumers consumers;
    private final KeptConfig config;
    private final Counter unreadable;

    TopicReader(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            KeptConsumers consumers,
            KeptConfig config,
            MeterRegistry registry) {
        this.kafka = kafka;
        this.consumers = consumers;
        this.config = config;
        this.unreadable = registry.counter("pasarela.kept.rebuild.unreadable");
    }

    /**
     * Blocks until everything is applied.
     *
     * @param goOn asked before each batch; {@code false} ends it early
     * @return whether everything was applied
     */
    boolean readAll(BooleanSupplier goOn) {
        try (var consumer = new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumers.topics().stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (!goOn.getAsBoolean()) {
                    return false;
                }
                apply(consumer.poll(POLL));
            }
            return goOn.getAsBoolean();
        }
    }

    private void apply(ConsumerRecords<byte[], byte[]> records) {
        List<Command> commands = new ArrayList<>();
        records.forEach(record -> commands.addAll(commands(record)));
        consumers.redis().runAll(commands).await().atMost(config.writtenWithin().multipliedBy(2));
    }

    // The live consumer has parked it, or will.
    private List<Command> commands(ConsumerRecord<byte[], byte[]> record) {
        try {
            return consumers.commands(record.topic(), record.value());
        } catch (UnreadableRecord e) {
            unreadable.increment();
            LOG.warnf("record %d of %s-%d cannot be read", record.offset(), record.topic(), record.partition());
            return List.of();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 500);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, KAFKA_ANSWERS_WITHIN_MILLIS);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, KAFKA_ANSWERS_WITHIN_MILLIS / 2);
        return settings;
    }
}
