package io.pasarela.system.support;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.RunFolder;
import io.pasarela.sandbox.process.Supervisor;
import io.pasarela.sandbox.process.TemporarySandboxes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A quote-service with settings of a test's own, on the Kafka, Redis and provider of the running system. Those that are given one database of
 * Redis and one consumer group are replicas of each other.
 */
public final class QuoteService implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RunFolder runs;
    private final Part part;
    private final int port;
    private final RunningSystem system;

    private QuoteService(RunFolder runs, Part part, int port, RunningSystem system) {
        this.runs = runs;
        this.part = part;
        this.port = port;
        this.system = system;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param database of Redis, 1 to 15: that of the running system is 0
     * @param group of Kafka, prefix of the consumer groups: what the running system's consumers read they read all the same
     * @param properties what a deployer would write into {@code config/application.properties}
     */
    public static QuoteService start(RunningSystem system, int database, String group, String properties) {
        Path folder = TemporarySandboxes.makeFolder();
        int port = freePort();
        IngestService.write(folder.resolve("config/application.properties"), """
                mp.messaging.incoming.provider-webhooks.group.id=%1$s-webhooks
                mp.messaging.incoming.ramps.group.id=%1$s-ramps
                %2$s""".formatted(group, properties));
        Path jar = SandboxOptions.enclosingCheckout().resolve("quote-service/target/quarkus-app/quarkus-run.jar");
        RunFolder runs = RunFolder.claim(folder.resolve("run"));
        Part part = new Supervisor(runs)
                .start(new Launch(
                        "quote-service-" + port,
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString()),
                        environment(system, database, port),
                        folder,
                        folder.resolve("quote-service.log"),
                        "TERM",
                        Probe.http(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))));
        QuoteService service = new QuoteService(runs, part, port, system);
        part.awaitReady();
        return service;
    }

    private static Map<String, String> environment(RunningSystem system, int database, int port) {
        return Map.of(
                "PASARELA_MODE",
                "sandbox",
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "QUARKUS_HTTP_PORT",
                Integer.toString(port),
                "QUARKUS_OIDC_AUTH_SERVER_URL",
                "http://127.0.0.1:" + system.sandbox().options().ports().issuer(),
                "QUARKUS_REDIS_HOSTS",
                "redis://127.0.0.1:%d/%d".formatted(system.sandbox().redisPort(), database),
                "KAFKA_BOOTSTRAP_SERVERS",
                system.sandbox().kafkaBootstrap(),
                "PASARELA_PROVIDERS_KILLB_URL",
                system.sandbox().simulatorUri().toString(),
                "PASARELA_PROVIDERS_KILLB_EMAIL",
                KillbSettings.DEFAULT.email(),
                "PASARELA_PROVIDERS_KILLB_PASSWORD",
                KillbSettings.DEFAULT.password(),
                "PASARELA_PROVIDERS_KILLB_TIMEOUT",
                "5S");
    }

    /** Calls this replica as the demo client, with every scope. */
    public Gateway gateway() {
        return gateway(Client.DEMO_APP);
    }

    /** Calls this replica as that client, with every scope. */
    public Gateway gateway(Client client) {
        String token = system.sandbox()
                .issuer()
                .token(client, client.id(), TokenIssuer.LIFETIME, TokenIssuer.SCOPES.toArray(String[]::new));
        return new Gateway(URI.create("http://127.0.0.1:" + port), token);
    }

    public int port() {
        return port;
    }

    /** The process. */
    public Part part() {
        return part;
    }

    /** Everything that it has logged. */
    public String log() {
        try {
            return Files.readString(part.logFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All metrics, as Prometheus reads them. */
    public String metrics() {
        try {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        part.stop();
        runs.close();
        client.close();
    }
}
