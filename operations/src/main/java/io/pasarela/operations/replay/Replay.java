package io.pasarela.operations.replay;

import io.pasarela.operations.kafka.Ending;
import io.pasarela.operations.kafka.Sender;
import io.pasarela.operations.kafka.Stretch;
import io.pasarela.operations.kafka.TopicReader;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;

/** Appends the selected records of a topic to it once more, a batch at a time. Reads nothing that it wrote itself. */
final class Replay {

    private final TopicReader reader;
    private final Sender sender;
    private final Selection selection;
    private final Map<Verdict, Long> seen = new EnumMap<>(Verdict.class);
    private long replayed;
    private Instant reached;

    Replay(TopicReader reader, Sender sender, Selection selection) {
        this.reader = reader;
        this.sender = sender;
        this.selection = selection;
        this.reached = selection.from();
    }

    /**
     * How it ended.
     *
     * @param replayed how many Kafka has acknowledged
     * @param seen how many records were read, by what was decided about them
     * @param continueFrom a time before everything that is left to do, and after nearly everything that is done
     */
    record Outcome(Ending ending, long replayed, Map<Verdict, Long> seen, Instant continueFrom) {}

    /** How far it is: how many are replayed, and the time of the last one that was looked at. */
    record Progress(long replayed, Instant reached) {}

    /** @param stop asked between two batches */
    Outcome run(BooleanSupplier stop, Consumer<Progress> progress) {
        try {
            List<ConsumerRecord<byte[], byte[]>> batch = reader.next();
            while (!batch.isEmpty() && !stop.getAsBoolean()) {
                Sender.Sent sent = replay(batch);
                replayed += sent.acknowledged();
                if (sent.failure() != null) {
                    return outcome(new Ending.Failed(sent.failure()));
                }
                reached = Instant.ofEpochMilli(batch.getLast().timestamp());
                progress.accept(new Progress(replayed, reached));
                batch = reader.next();
            }
            return outcome(batch.isEmpty() ? new Ending.Done() : new Ending.Stopped());
        } catch (KafkaException e) {
            return outcome(new Ending.Failed(e));
        }
    }

    private Sender.Sent replay(List<ConsumerRecord<byte[], byte[]>> batch) {
        Instant now = Instant.now();
        return sender.send(batch.stream()
                .filter(record -> {
                    Verdict verdict = selection.of(record);
                    seen.merge(verdict, 1L, Long::sum);
                    return verdict == Verdict.REPLAY;
                })
                .map(record -> Selection.again(record, now))
                .toList());
    }

    private Outcome outcome(Ending ending) {
        Instant left = reached.minus(Stretch.OUT_OF_ORDER);
        return new Outcome(
                ending, replayed, Map.copyOf(seen), left.isAfter(selection.from()) ? left : selection.from());
    }
}
