package io.pasarela.system.support;

import io.pasarela.operations.Main;
import io.pasarela.operations.terminal.Terminal;
import io.pasarela.sandbox.SandboxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Who runs commands by hand against the cluster, and looks at it. */
public final class Operator {

    private final String bootstrap;

    public Operator(RunningSystem system) {
        this.bootstrap = system.sandbox().kafkaBootstrap();
    }

    /** What came of a command. */
    public record Result(int exitCode, String out, String err) {}

    /** Runs a command in this process, without a terminal. */
    public Result run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        String[] all = java.util.stream.Stream.concat(
                        java.util.Arrays.stream(arguments),
                        java.util.stream.Stream.of("--bootstrap-servers", bootstrap))
                .toArray(String[]::new);
        int exitCode = Main.run(Terminal.unattended(new PrintStream(out, true), new PrintStream(err, true)), all);
        return new Result(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Has bash run this line in the checkout, word for word. */
    public Result type(String line) throws IOException, InterruptedException {
        ProcessBuilder bash = new ProcessBuilder(List.of("bash", "-c", line))
                .directory(SandboxOptions.enclosingCheckout().toFile())
                .redirectErrorStream(true);
        bash.environment().put("KAFKA_BOOTSTRAP_SERVERS", bootstrap);
        Process process = bash.start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), said, said);
    }

    /** How many records of a topic a consumer group has still before it. */
    public long lag(String group, String topic) {
        try (Admin admin = admin()) {
            var committed = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends(admin, topic).entrySet().stream()
                    .mapToLong(end -> {
                        var offset = committed.get(end.getKey());
                        return end.getValue().offset() - (offset == null ? 0 : offset.offset());
                    })
                    .sum();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** The group, of which nobody runs, takes all that the topic holds for read. */
    public void skip(String group, String topic) {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> read = ends(admin, topic).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> new OffsetAndMetadata(end.getValue().offset())));
            admin.alterConsumerGroupOffsets(group, read).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Takes everything out of a topic. */
    public void empty(String topic) {
        try (Admin admin = admin()) {
            Map<TopicPartition, RecordsToDelete> everything = ends(admin, topic).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            end -> RecordsToDelete.beforeOffset(end.getValue().offset())));
            admin.deleteRecords(everything).all().get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> ends(Admin admin, String topic)
            throws InterruptedException, ExecutionException {
        var partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(topic, partition.partition()), _ -> OffsetSpec.latest()));
        return admin.listOffsets(partitions).all().get();
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrap));
    }
}
