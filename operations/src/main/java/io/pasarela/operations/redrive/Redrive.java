package io.pasarela.operations.redrive;

import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.kafka.TopicReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Sends parked records back a batch at a time, and removes from the dead-letter topic only what Kafka has acknowledged. */
final class Redrive {

    private final TopicReader reader;
    private final Sender sender;
    private final Consumer<Map<TopicPartition, RecordsToDelete>> removal;
    private final DeadLetterTopic from;

    /** @param removal removes everything before those offsets, and returns when that is done */
    Redrive(
            TopicReader reader,
            Sender sender,
            Consumer<Map<TopicPartition, RecordsToDelete>> removal,
            DeadLetterTopic from) {
        this.reader = reader;
        this.sender = sender;
        this.removal = removal;
        this.from = from;
    }

    /**
     * How it ended.
     *
     * @param redriven how many are back in their topic
     * @param removed how many of those are gone from the dead-letter topic; what is in both comes twice when redriven again
     */
    record Outcome(Ending ending, long redriven, long removed) {}

    /**
     * @param stop asked between two batches
     * @param progress told how many are done
     */
    Outcome run(BooleanSupplier stop, LongConsumer progress) {
        long redriven = 0;
        long removed = 0;
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = reader.next();
            while (!batch.isEmpty() && !stop.getAsBoolean()) {
                Sender.Sent sent = sender.send(batch.stream()
                        .map(record -> new DeadLetter(record).redriven(from))
                        .toList());
                redriven += sent.acknowledged();
                if (sent.acknowledged() > 0) {
                    removal.accept(upTo(batch.subList(0, sent.acknowledged())));
                    removed = redriven;
                }
                if (sent.failure() != null) {
                    return new Outcome(new Ending.Failed(sent.failure()), redriven, removed);
                }
                progress.accept(redriven);
                batch = reader.next();
            }
            return new Outcome(batch.isEmpty() ? new Ending.Done() : new Ending.Stopped(), redriven, removed);
        } catch (KafkaException e) {
            return new Outcome(new Ending.Failed(e), redriven, removed);
        }
    }

    private static Map<TopicPartition, RecordsToDelete> upTo(List<ConsumerRecord<byte[], byte[]>> done) {
        Map<TopicPartition, RecordsToDelete> offsets = new HashMap<>();
        // In the order of each partition, so the last one stays.
        done.forEach(record -> offsets.put(
                new TopicPartition(record.topic(), record.partition()),
                RecordsToDelete.beforeOffset(record.offset() + 1)));
        return offsets;
    }
}
