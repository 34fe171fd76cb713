package io.pasarela.bench.stack;

import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.SandboxFailure;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** The running broker, and what is in it. */
public final class Kafka implements AutoCloseable {
    private final Part part;
    private final String bootstrap;
    private final Admin admin;

    Kafka(Part part, String bootstrap) {
        this.part = part;
        this.bootstrap = bootstrap;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    public long pid() {
        return part.pid();
    }

    public String bootstrap() {
        return bootstrap;
    }

    public void createTopic(String name, int partitions) {
        await(admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                .all());
    }

    public int partitionsOf(String topic) {
        return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
                .mapToInt(description -> description.partitions().size())
                .sum();
    }

    /** Records written to a topic so far. Transactions, whose markers would count too, are not used here. */
    public long recordsIn(String topic, int partitions) {
        var ends = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic, partition))
                .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return await(admin.listOffsets(ends).all()).values().stream()
                .mapToLong(ListOffsetsResultInfo::offset)
                .sum();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("Asking Kafka was interrupted.");
        } catch (ExecutionException e) {
            throw new SandboxFailure("Kafka does not answer: " + e.getCause(), e);
        }
    }
}
