package io.pasarela.operations.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/** Sends records a batch at a time, and knows which of them arrived. */
public final class Sender implements AutoCloseable {

    private final Producer<byte[], byte[]> producer;

    /** @param producer closed with this sender */
    public Sender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * What became of a batch.
     *
     * @param acknowledged how many from its front all in-sync replicas hold; some behind the first failure can have arrived as well
     * @param failure why the next one has not arrived; null when all have
     */
    public record Sent(int acknowledged, @Nullable Throwable failure) {}

    /** Sends them in this order and returns when each of them is acknowledged or has failed. */
    public Sent send(List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            Future<RecordMetadata> answer = started(record);
            answers.add(answer);
            if (answer.state() == Future.State.FAILED) {
                // Without a broker each further one would only wait its own time for it.
                break;
            }
        }
        producer.flush();
        int acknowledged = 0;
        for (Future<RecordMetadata> answer : answers) {
            try {
                answer.get();
                acknowledged++;
            } catch (ExecutionException e) {
                return new Sent(acknowledged, e.getCause());
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
        return new Sent(acknowledged, null);
    }

    private Future<RecordMetadata> started(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
