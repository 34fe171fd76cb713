package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/**
 * A Kafka broker and controller in one child JVM on 127.0.0.1.
 *
 * @param brokerJars folder with the broker's own class path, which is not that of the clients
 */
public record LocalKafka(Path brokerJars, Path folder, Path logFile, int port, int controllerPort) {
    private static final List<String> JVM =
            List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    public Launch prepare(Binaries binaries) {
        if (!Files.isDirectory(brokerJars)) {
            throw new SandboxFailure("The Kafka broker's jars are missing in %s; build the module sandbox/broker first."
                    .formatted(brokerJars));
        }
        Path settings = folder.resolve("server.properties");
        Path logging = folder.resolve("log4j2.properties");
        try {
            Files.createDirectories(folder);
            Files.write(settings, settings());
            Files.write(logging, LOGGING);
        } catch (IOException e) {
            throw new SandboxFailure("The folder %s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
        if (!Files.exists(data().resolve("meta.properties"))) {
            format(logging, settings);
        }
        var command = java(
                logging,
                List.of(
                        // Written at the first stop; halves the time of every later start.
                        "-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + binaries.kafkaClasses(brokerJars)),
                "kafka.Kafka");
        command.add(settings.toString());
        return new Launch("kafka", command, Map.of(), folder, logFile, "TERM", Probe.port(port));
    }

    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void format(Path logging, Path settings) {
        var command = java(logging, List.of(), "kafka.tools.StorageTool");
        command.addAll(List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
        command.add("--ignore-formatted");
        OneShot.run("Formatting Kafka's log", command, Map.of(), logFile);
    }

    private ArrayList<String> java(Path logging, List<String> options, String mainClass) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(options);
        command.add("-Dlog4j2.configurationFile=" + logging.toUri());
        command.addAll(List.of("-cp", brokerJars + "/*", mainClass));
        return command;
    }

    /** One node, so every replication factor is 1; few partitions and threads, so that it starts fast in a small heap. */
    private List<String> settings() {
        return List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@127.0.0.1:" + controllerPort,
                "controller.listener.names=CONTROLLER",
                "listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(port, controllerPort),
                "advertised.listeners=PLAINTEXT://127.0.0.1:" + port,
                "listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "log.dirs=" + data(),
                "auto.create.topics.enable=false",
                "offsets.topic.num.partitions=1",
                "offsets.topic.replication.factor=1",
                "transaction.state.log.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "group.initial.rebalance.delay.ms=0",
                "log.cleaner.dedupe.buffer.size=2097152",
                "log.index.size.max.bytes=1048576",
                "num.network.threads=2",
                "num.io.threads=2",
                "background.threads=2",
                "controlled.shutdown.enable=true");
    }

    private static final List<String> LOGGING = List.of(
            "rootLogger.level=INFO",
            "rootLogger.appenderRef.out.ref=Out",
            "appender.out.type=Console",
            "appender.out.name=Out",
            "appender.out.layout.type=PatternLayout",
            "appender.out.layout.pattern=%d{ISO8601} %-5p %m (%c{1})%n");
}
