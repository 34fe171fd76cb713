package io.pasarela.sandbox;

import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** How the four services are started: the same jars as anywhere else, told by environment variables where everything is. */
public final class Services {
    /** In the order in which an event passes them. */
    public static final List<String> NAMES =
            List.of("webhook-ingest", "quote-service", "ramp-service", "notification-service");

    /** Four services share a laptop: a fast start matters more than the last bit of speed. */
    private static final List<String> JVM =
            List.of("-Xms48m", "-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** What a service is told so that it traces; else it does not. */
    static final Map<String, String> TRACING = Map.of("QUARKUS_OTEL_SDK_DISABLED", "false");

    private static final Map<String, String> DATABASES =
            Map.of("ramp-service", "ramp", "notification-service", "notification");

    private final SandboxOptions options;
    private final Function<String, Map<String, String>> provider;
    private final URI traces;

    /**
     * @param provider the variables that tell a service where the provider is and how to talk to it
     * @param traces where those hand in their traces that are told to trace
     */
    Services(SandboxOptions options, Function<String, Map<String, String>> provider, URI traces) {
        this.options = options;
        this.provider = provider;
        this.traces = traces;
    }

    Launch launch(String name) {
        Path jar = options.root().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SandboxFailure("%s is not built: %s is missing.".formatted(name, jar));
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-jar", jar.toString()));
        var ready = URI.create("http://127.0.0.1:" + options.ports().of(name) + "/q/health/ready");
        // A working folder of its own: Quarkus reads .env and config/ from there, and the checkout's are not meant.
        return new Launch(
                name,
                command,
                environment(name),
                options.data().resolve("work").resolve(name),
                options.data().resolve("logs").resolve(name + ".log"),
                "TERM",
                Probe.http(ready));
    }

    /** Writes what each service is told, as {@code {service}.env} in the folder {@code settings} of the data, for {@code ./pasarela doctor}. */
    void write() {
        Path folder = options.data().resolve("settings");
        try {
            Files.createDirectories(folder);
            for (String name : options.services()) {
                List<String> lines = new TreeMap<>(environment(name))
                        .entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue())
                                .toList();
                Files.write(folder.resolve(name + ".env"), lines);
            }
        } catch (IOException e) {
            throw new SandboxFailure("%s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private Map<String, String> environment(String name) {
        var ports = options.ports();
        var environment = new HashMap<>(provider.apply(name));
        environment.put("PASARELA_MODE", "sandbox");
        environment.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "sandbox-only-secret-of-fingerprints");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        // The front door is the only proxy there is.
        environment.put("PASARELA_INGEST_TRUSTED_PROXIES", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(name)));
        environment.put("QUARKUS_OTEL_SDK_DISABLED", "true");
        environment.put("QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT", traces.toString());
        environment.put("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        environment.put("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "1S");
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + ports.issuer());
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + ports.redis());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.kafka());
        environment.put("PASARELA_NOTIFICATIONS_TICKET_SECRETS", "sandbox-only-which-production-refuses");
        environment.put("PASARELA_QUOTE_SERVICE_URL", "http://127.0.0.1:" + ports.quoteService());
        String database = DATABASES.get(name);
        if (database != null) {
            String address = "postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), database);
            environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
            environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address);
            environment.put("QUARKUS_DATASOURCE_USERNAME", database);
            environment.put("QUARKUS_DATASOURCE_PASSWORD", database);
        }
        environment.putAll(options.environment().getOrDefault(name, Map.of()));
        return environment;
    }
}
