package io.pasarela.operations.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A Kafka cluster and how to speak with it. Never shown, because its settings can hold a password. */
public final class Cluster {

    /** Within this time a broker that is away is told to the operator. */
    private static final int PATIENCE_MILLIS = 15_000;

    /** As much as the topics hold: a webhook of 1 MiB with its headers and the reason why it was parked. */
    private static final int RECORD_BYTES_MAX = 2 * 1024 * 1024;

    private final Map<String, Object> settings;

    /** @param settings what every client of the cluster needs: its address, and TLS and login where it wants them */
    public Cluster(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /** The address, {@code host:port,...}. */
    public String address() {
        return String.valueOf(settings.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
    }

    public Admin admin() {
        return Admin.create(with(Map.of(
                "default.api.timeout.ms", PATIENCE_MILLIS,
                "request.timeout.ms", PATIENCE_MILLIS)));
    }

    /** Reads what it is told to, without a group. Where retention was faster than the reader, it goes on at the oldest record. */
    public Consumer<byte[], byte[]> consumer() {
        var own = Map.<String, Object>of(
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                TopicReader.BATCH,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS);
        return new KafkaConsumer<>(with(own));
    }

    /**
     * All partitions of the topic, as this consumer finds them.
     *
     * @throws KafkaException when there is no such topic
     */
    public static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic) {
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new KafkaException("There is no topic %s".formatted(topic));
        }
        return partitions;
    }

    /** Every in-sync replica acknowledges, and a retry neither repeats nor overtakes a record. */
    public Producer<byte[], byte[]> producer() {
        var own = Map.<String, Object>of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                RECORD_BYTES_MAX,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                65_536,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                PATIENCE_MILLIS,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                2 * PATIENCE_MILLIS);
        return new KafkaProducer<>(with(own));
    }

    /** The names of all topics that this login may see. */
    public Set<String> topics() {
        try (Admin admin = admin()) {
            return answer(admin.listTopics().names());
        }
    }

    /** Waits for an answer of the {@link #admin}; fails with what Kafka said. */
    public <T> T answer(KafkaFuture<T> future) {
        try {
            return future.get(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka at %s did not do what was asked".formatted(address()), e);
        }
    }

    private Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(own);
        return all;
    }
}
