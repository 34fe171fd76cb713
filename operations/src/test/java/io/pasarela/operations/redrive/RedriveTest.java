package io.pasarela.operations.redrive;

import static io.pasarela.operations.kafka.StoredRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.kafka.StoredRecords;
import io.pasarela.operations.kafka.TopicReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class RedriveTest {

    private static final DeadLetterTopic TOPIC = new DeadLetterTopic("ramps", "quote-service");
    private static final Instant PARKED = Instant.parse("2026-11-20T00:00:00Z");

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final Map<TopicPartition, Long> removedBefore = new HashMap<>();

    @Test
    void whatIsSentBackIsRemovedUpToItsOffset() {
        var outcome = redrive(List.of(parked(0, 4), parked(0, 5), parked(1, 9))).run(() -> false, _ -> {});

        assertThat(outcome).isEqualTo(new Redrive.Outcome(new Ending.Done(), 3, 3));
        assertThat(producer.history())
                .hasSize(3)
                .allSatisfy(sent -> assertThat(sent.topic()).isEqualTo("ramps"));
        assertThat(removedBefore)
                .isEqualTo(Map.of(
                        new TopicPartition(TOPIC.name(), 0), 6L,
                        new TopicPartition(TOPIC.name(), 1), 10L));
    }

    @Test
    void nothingIsRemovedThatKafkaHasNotTaken() {
        producer.sendException = new TimeoutException("no broker");

        var outcome = redrive(List.of(parked(0, 4))).run(() -> false, _ -> {});

        assertThat(outcome.ending()).isInstanceOf(Ending.Failed.class);
        assertThat(outcome.redriven()).isZero();
        assertThat(removedBefore).isEmpty();
    }

    @Test
    void afterTheFirstFailureTheRestOfTheBatchIsNotTried() {
        var tried = new AtomicInteger();
        var away = new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
                return tried.incrementAndGet() > 2
                        ? CompletableFuture.failedFuture(new TimeoutException("no broker"))
                        : super.send(record);
            }
        };

        var outcome = new Redrive(StoredRecords.reader(many()), new Sender(away), this::remove, TOPIC)
                .run(() -> false, _ -> {});

        assertThat(tried).hasValue(3);
        assertThat(outcome.redriven()).isEqualTo(2);
        assertThat(removedBefore.values()).containsExactly(2L);
    }

    @Test
    void stoppedItFinishesTheBatch() {
        var outcome = redrive(many()).run(() -> !producer.history().isEmpty(), _ -> {});

        assertThat(outcome).isEqualTo(new Redrive.Outcome(new Ending.Stopped(), TopicReader.BATCH, TopicReader.BATCH));
        assertThat(removedBefore.values()).containsExactly((long) TopicReader.BATCH);
    }

    @Test
    void whatCouldNotBeRemovedIsTold() {
        var redrive = new Redrive(
                StoredRecords.reader(List.of(parked(0, 4))),
                new Sender(producer),
                _ -> {
                    throw new KafkaException("not allowed");
                },
                TOPIC);

        var outcome = redrive.run(() -> false, _ -> {});

        assertThat(outcome.ending()).isInstanceOf(Ending.Failed.class);
        assertThat(outcome.redriven()).isEqualTo(1);
        assertThat(outcome.removed()).isZero();
    }

    private Redrive redrive(List<ConsumerRecord<byte[], byte[]>> records) {
        return new Redrive(StoredRecords.reader(records), new Sender(producer), this::remove, TOPIC);
    }

    private void remove(Map<TopicPartition, RecordsToDelete> offsets) {
        offsets.forEach((partition, before) -> removedBefore.put(partition, before.beforeOffset()));
    }

    private static List<ConsumerRecord<byte[], byte[]>> many() {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        IntStream.range(0, 2 * TopicReader.BATCH).forEach(offset -> records.add(parked(0, offset)));
        return records;
    }

    private static ConsumerRecord<byte[], byte[]> parked(int partition, long offset) {
        return record(TOPIC.name(), partition, offset, PARKED.plusSeconds(offset), "ramp-1");
    }
}
