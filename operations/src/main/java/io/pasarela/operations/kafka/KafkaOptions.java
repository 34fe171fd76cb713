package io.pasarela.operations.kafka;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of every command that say where Kafka is. */
public final class KafkaOptions {

    /** Where {@code ./pasarela up} has its broker. */
    private static final String SANDBOX = "127.0.0.1:19092";

    private static final String VARIABLE = "KAFKA_";

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "<host:port,...>",
            description = "Kafka brokers. Default: those of --kafka-config, else $KAFKA_BOOTSTRAP_SERVERS, else "
                    + SANDBOX + ", the sandbox.")
    private @Nullable String bootstrapServers;

    @Option(
            names = "--kafka-config",
            paramLabel = "<file>",
            description = "Properties file with further client settings, for clusters that want TLS or a login.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    /** @throws ParameterException when the file cannot be read */
    public Cluster cluster() {
        return cluster(System.getenv());
    }

    /**
     * @param environment in which a service's {@code KAFKA_*} variables say what its clients are told, for example {@code KAFKA_SECURITY_PROTOCOL}
     * @throws ParameterException when the file cannot be read
     */
    public Cluster cluster(Map<String, String> environment) {
        return new Cluster(settings(environment));
    }

    Map<String, Object> settings(Map<String, String> environment) {
        Properties settings = new Properties();
        settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, SANDBOX);
        environment.forEach((name, value) -> {
            if (name.startsWith(VARIABLE)) {
                settings.put(
                        name.substring(VARIABLE.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        if (file != null) {
            load(settings, file);
        }
        if (bootstrapServers != null) {
            settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        }
        return settings.stringPropertyNames().stream()
                .collect(java.util.stream.Collectors.toMap(name -> name, settings::getProperty));
    }

    private void load(Properties settings, Path from) {
        try (Reader reader = Files.newBufferedReader(from, StandardCharsets.UTF_8)) {
            settings.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(
                    java.util.Objects.requireNonNull(command).commandLine(),
                    "Invalid value for option '--kafka-config': '%s' cannot be read; name a properties file with Kafka client settings"
                            .formatted(from));
        }
    }
}
