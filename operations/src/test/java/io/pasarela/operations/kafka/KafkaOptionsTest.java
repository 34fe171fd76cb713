package io.pasarela.operations.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KafkaOptionsTest {

    @TempDir
    Path folder;

    @Command
    static class AnyCommand {
        @Mixin
        KafkaOptions kafka = new KafkaOptions();
    }

    @Test
    void withoutAnyOptionItIsTheSandbox() {
        assertThat(settings(Map.of())).containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:19092"));
    }

    @Test
    void theEnvironmentSaysWhereTheClusterIs() {
        assertThat(settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1"))).containsEntry("bootstrap.servers", "a:1");
    }

    @Test
    void theFileCountsMoreThanTheEnvironment() throws IOException {
        assertThat(settings(Map.of("KAFKA_BOOTSTRAP_SERVERS", "a:1"), "--kafka-config", file()))
                .containsEntry("bootstrap.servers", "b:2")
                .containsEntry("security.protocol", "SSL");
    }

    @Test
    void theOptionCountsMost() throws IOException {
        assertThat(settings(Map.of(), "--kafka-config", file(), "--bootstrap-servers", "c:3"))
                .containsEntry("bootstrap.servers", "c:3")
                .containsEntry("security.protocol", "SSL");
    }

    private String file() throws IOException {
        return Files.writeString(folder.resolve("kafka.properties"), "bootstrap.servers=b:2\nsecurity.protocol=SSL\n")
                .toString();
    }

    private static Map<String, Object> settings(Map<String, String> environment, String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.kafka.settings(environment);
    }
}
