package io.pasarela.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.pasarela.contracts.events.Topics;
import io.pasarela.ingest.IngestConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Topic {@code provider.webhooks}. A record counts once all in-sync replicas have it.
 *
 * <p>The producer is used as it is and never blocks: what it cannot take at once it refuses, so a frozen broker costs at most the memory
 * that the configuration allows. It goes on trying for longer than a provider waits, so that a repetition finds the first delivery stored
 * instead of storing it a second time.
 */
@Singleton
public class WebhookTopic {

    /** How long the producer tries before a record is given up for good: Kafka's own default. */
    private static final Duration DELIVER_WITHIN = Duration.ofMinutes(2);

    /** How long the producer takes to find out about the topic again, e.g. after a start without a broker. */
    private static final long UNKNOWN_TOPIC_MILLIS = 50;

    private final KafkaProducer<byte[], byte[]> producer;
    private final KafkaClientMetrics metrics;
    private final Vertx vertx;

    WebhookTopic(
            @Identifier("default-kafka-broker") Map<String, Object> broker,
            IngestConfig config,
            MeterRegistry registry,
            Vertx vertx) {
        this.vertx = vertx;
        Map<String, Object> settings = new HashMap<>(broker);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "webhook-ingest");
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
        settings.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG, config.maxWaitingForKafka().asLongValue());
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 2);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 * 1024);
        // The largest body with its headers, and what a batch adds.
        settings.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                (int) config.maxBodySize().asLongValue() + 64 * 1024);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) DELIVER_WITHIN.toMillis());
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 2_000);
        settings.put(ProducerConfig.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 4_000);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(producer);
        metrics.bindTo(registry);
    }

    void onStart(@Observes StartupEvent event) {
        try {
            producer.partitionsFor(Topics.PROVIDER_WEBHOOKS);
        } catch (TimeoutException _) {
            // Not known at once; asking for it made the producer find out.
        }
    }

    /**
     * Publishes the record. Tells once, on whichever thread: null when all in-sync replicas have it, else why it is not there.
     *
     * @param until when the sender stops waiting; a topic that is unknown until then is a failure
     */
    void publish(ProducerRecord<byte[], byte[]> webhook, Instant until, Consumer<@Nullable Exception> then) {
        AtomicBoolean accepted = new AtomicBoolean();
        try {
            producer.send(webhook, (_, failure) -> {
                // Refused before it was accepted: the topic is not known yet, or the memory is full.
                boolean unknownTopic = failure instanceof TimeoutException
                        && !(failure instanceof BufferExhaustedException)
                        && !accepted.get();
                if (unknownTopic
                        && Instant.now().plusMillis(UNKNOWN_TOPIC_MILLIS).isBefore(until)) {
                    vertx.setTimer(UNKNOWN_TOPIC_MILLIS, _ -> publish(webhook, until, then));
                } else {
                    then.accept(failure);
                }
            });
            accepted.set(true);
        } catch (KafkaException | IllegalStateException e) {
            then.accept(e);
        }
    }

    @PreDestroy
    void close() {
        metrics.close();
        producer.close(Duration.ofSeconds(5));
    }
}
