package io.pasarela.system.support;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.demo.Demo;
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
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A ramp-service with settings and a database of a test's own, on the Kafka, PostgreSQL and provider of the running system. Those that are given
 * the same name are replicas of each other: they share database and consumer group.
 */
public final class RampService implements AutoCloseable {

    private final RunningSystem system;
    private final RunFolder runs;
    private final Part part;
    private final int port;

    private RampService(RunningSystem system, RunFolder runs, Part part, int port) {
        this.system = system;
        this.runs = runs;
        this.part = part;
        this.port = port;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param name of the database, made when there is none, and of the consumer group: lower-case letters and underscores
     * @param properties what a deployer would write into {@code config/application.properties}
     */
    public static RampService start(RunningSystem system, String name, String properties) {
        createDatabase(system, name);
        Path folder = TemporarySandboxes.makeFolder();
        int port = freePort();
        IngestService.write(
                folder.resolve("config/application.properties"),
                "mp.messaging.incoming.provider-webhooks.group.id=%s\n%s".formatted(name, properties));
        Path jar = SandboxOptions.enclosingCheckout().resolve("ramp-service/target/quarkus-app/quarkus-run.jar");
        RunFolder runs = RunFolder.claim(folder.resolve("run"));
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Part part = new Supervisor(runs)
                .start(new Launch(
                        "ramp-service-" + port,
                        List.of(
                                java,
                                "-Xmx192m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                jar.toString()),
                        environment(system, name, port),
                        folder,
                        folder.resolve("ramp-service.log"),
                        "TERM",
                        Probe.http(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))));
        RampService service = new RampService(system, runs, part, port);
        part.awaitReady();
        return service;
    }

    /** A connection to the database of that name, as its owner. */
    public static Connection database(RunningSystem system, String name) throws SQLException {
        return DriverManager.getConnection(system.sandbox().jdbcUrl(name), "ramp", "ramp");
    }

    private static void createDatabase(RunningSystem system, String name) {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("create database " + name + " owner ramp");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> environment(RunningSystem system, String database, int port) {
        var ports = system.sandbox().options().ports();
        String address = "postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), database);
        var environment = new HashMap<String, String>();
        environment.put("PASARELA_MODE", "sandbox");
        environment.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "sandbox-only-secret-of-fingerprints");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + ports.issuer());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "8");
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address);
        environment.put("QUARKUS_DATASOURCE_USERNAME", "ramp");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "ramp");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", system.sandbox().kafkaBootstrap());
        environment.put("PASARELA_QUOTE_SERVICE_URL", "http://127.0.0.1:" + ports.quoteService());
        environment.put(
                "PASARELA_PROVIDERS_KILLB_URL", system.sandbox().simulatorUri().toString());
        environment.put("PASARELA_PROVIDERS_KILLB_EMAIL", KillbSettings.DEFAULT.email());
        environment.put("PASARELA_PROVIDERS_KILLB_PASSWORD", KillbSettings.DEFAULT.password());
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_PER_SECOND", "500");
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_BURST", "1000");
        return environment;
    }

    /** Calls this replica as the demo client. @param scopes every one of the issuer's when none is stated */
    public Gateway gateway(String... scopes) {
        String[] granted = scopes.length == 0 ? TokenIssuer.SCOPES.toArray(String[]::new) : scopes;
        String token =
                system.sandbox().issuer().token(Client.DEMO_APP, Client.DEMO_APP.id(), TokenIssuer.LIFETIME, granted);
        return new Gateway(URI.create("http://127.0.0.1:" + port), token);
    }

    /** A user with accounts, onboarded here. */
    public Demo newUser(String suffix) {
        String token = system.sandbox().issuer().token(Client.DEMO_APP);
        return Demo.onboard(URI.create("http://127.0.0.1:" + port), token, suffix);
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
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/metrics".formatted(port)))
                                    .timeout(Duration.ofSeconds(10))
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
    }
}
