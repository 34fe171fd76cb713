package io.pasarela.operations.replay;

import static io.pasarela.operations.kafka.StoredRecords.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.kafka.StoredRecords;
import io.pasarela.operations.kafka.TopicReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final Instant FROM = Instant.parse("2026-11-20T00:00:00Z");
    private static final Selection ALL = new Selection("killb", null, FROM, Instant.MAX);

    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void whatIsSelectedIsAppendedInItsOrderAndTheRestIsCounted() {
        var replay = replay(List.of(webhook(0, "killb"), webhook(1, "bridge"), webhook(2, "killb")));

        var outcome = replay.run(() -> false, _ -> {});

        assertThat(outcome.ending()).isEqualTo(new Ending.Done());
        assertThat(producer.history())
                .extracting(ProducerRecord::key)
                .containsExactly(StoredRecords.bytes("key-0"), StoredRecords.bytes("key-2"));
        assertThat(outcome.replayed()).isEqualTo(2);
        assertThat(outcome.seen()).isEqualTo(Map.of(Verdict.REPLAY, 2L, Verdict.OTHER_PROVIDER, 1L));
    }

    @Test
    void stoppedItFinishesTheBatchAndSaysWhereToContinue() {
        var replay = replay(webhooks(2 * TopicReader.BATCH));

        var outcome = replay.run(() -> !producer.history().isEmpty(), _ -> {});

        assertThat(outcome.ending()).isEqualTo(new Ending.Stopped());
        assertThat(outcome.replayed()).isEqualTo(TopicReader.BATCH);
        // The last one's time, less what records can be out of order.
        assertThat(outcome.continueFrom())
                .isEqualTo(FROM.plusSeconds(TopicReader.BATCH - 1).minus(Duration.ofMinutes(1)));
    }

    @Test
    void stoppedEarlyItContinuesAtTheBeginning() {
        var outcome = replay(webhooks(3)).run(() -> true, _ -> {});

        assertThat(outcome.replayed()).isZero();
        assertThat(outcome.continueFrom()).isEqualTo(FROM);
    }

    @Test
    void aFailureTellsHowManyAreDone() {
        var replay = replay(webhooks(2 * TopicReader.BATCH));

        var outcome = replay.run(() -> false, _ -> producer.sendException = new TimeoutException("no broker"));

        assertThat(outcome.ending())
                .isInstanceOfSatisfying(
                        Ending.Failed.class, failed -> assertThat(failed.why()).hasMessage("no broker"));
        assertThat(outcome.replayed()).isEqualTo(TopicReader.BATCH);
    }

    private Replay replay(List<ConsumerRecord<byte[], byte[]>> records) {
        return new Replay(StoredRecords.reader(records), new Sender(producer), ALL);
    }

    private static List<ConsumerRecord<byte[], byte[]>> webhooks(int count) {
        List<ConsumerRecord<byte[], byte[]>> webhooks = new ArrayList<>();
        IntStream.range(0, count).forEach(offset -> webhooks.add(webhook(offset, "killb")));
        return webhooks;
    }

    private static ConsumerRecord<byte[], byte[]> webhook(int offset, String provider) {
        return record("webhooks", 0, offset, FROM.plusSeconds(offset), "key-" + offset, "ce_provider", provider);
    }
}
