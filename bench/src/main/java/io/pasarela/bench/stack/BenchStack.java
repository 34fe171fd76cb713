package io.pasarela.bench.stack;

import io.pasarela.sandbox.infra.Binaries;
import io.pasarela.sandbox.infra.LocalKafka;
import io.pasarela.sandbox.infra.LocalPostgres;
import io.pasarela.sandbox.infra.LocalRedis;
import io.pasarela.sandbox.infra.Topics;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.process.Death;
import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.RunFolder;
import io.pasarela.sandbox.process.SandboxFailure;
import io.pasarela.sandbox.process.Supervisor;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processes of one benchmark, under {@code .pasarela/bench} of the checkout. {@link #close} stops them and deletes what
 * the stores have written, which after a minute of load is gigabytes; the logs stay.
 */
public final class BenchStack implements AutoCloseable {
    private final Path root;
    private final Path folder;
    private final RunFolder runs;
    private final Supervisor supervisor;
    private final Binaries binaries;
    private final FreePorts ports = new FreePorts();
    private boolean closed;

    private BenchStack(Path root, Path folder, RunFolder runs) {
        this.root = root;
        this.folder = folder;
        this.runs = runs;
        this.supervisor = new Supervisor(runs);
        this.binaries = new Binaries(root.resolve(".pasarela/binaries"));
    }

    /** A server that is started and will be waited for. */
    public record Server(Part part, int port) {}

    /** A running PostgreSQL. */
    public record Database(Part part, LocalPostgres postgres) {

        /** What tells a service to use the database of that name. */
        public Map<String, String> environment(String name) {
            String jdbc = postgres.jdbcUrl(name);
            return Map.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL", jdbc.substring("jdbc:".length()),
                    "QUARKUS_DATASOURCE_JDBC_URL", jdbc,
                    "QUARKUS_DATASOURCE_USERNAME", name,
                    "QUARKUS_DATASOURCE_PASSWORD", name);
        }
    }

    /** Takes the folder and stops what a killed benchmark left in it; starts nothing. */
    public static BenchStack prepare(Path root) {
        Path folder = root.resolve(".pasarela/bench");
        var stack = new BenchStack(root, folder, RunFolder.claim(folder.resolve("run")));
        stack.runs.leftovers().forEach(RunFolder.Leftover::stop);
        stack.deleteStores();
        return stack;
    }

    /** The checkout. */
    public Path root() {
        return root;
    }

    public Path logs() {
        return folder.resolve("logs");
    }

    public int freePort() {
        return ports.next();
    }

    /** An empty broker with the topics of the published contract. */
    public Kafka startKafka() {
        var kafka = new LocalKafka(
                root.resolve("sandbox/broker/target/libs"),
                stores().resolve("kafka"),
                logs().resolve("kafka.log"),
                freePort(),
                freePort());
        var part = supervisor.start(withAllCompilers(kafka.prepare(binaries)));
        part.awaitReady();
        Topics.create(kafka.bootstrap());
        return new Kafka(part, kafka.bootstrap());
    }

    /** An empty Redis. */
    public Server startRedis() {
        var redis = new LocalRedis(stores().resolve("redis"), logs().resolve("redis.log"), freePort(), false);
        var part = supervisor.start(redis.prepare(binaries));
        part.awaitReady();
        return new Server(part, redis.port());
    }

    /** An empty PostgreSQL with the databases of all services; user and password of each are its name. */
    public Database startPostgres() {
        var postgres = new LocalPostgres(stores().resolve("postgres"), logs().resolve("postgres.log"), freePort());
        var part = supervisor.start(postgres.prepare(binaries));
        part.awaitReady();
        postgres.createDatabases();
        return new Database(part, postgres);
    }

    /** Whose tokens the services trust. */
    public TokenIssuer startIssuer(Vertx vertx) {
        return TokenIssuer.start(vertx, folder.resolve("issuer"), freePort())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /**
     * Starts one of ours from its jar without waiting until it is ready.
     *
     * @param environment besides its mode and where it listens
     * @param jvmOptions besides those that every server has
     */
    public Server startService(String name, Map<String, String> environment, String... jvmOptions) {
        Path jar = root.resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new SandboxFailure("%s is not built: %s is missing.".formatted(name, jar));
        }
        int port = freePort();
        var all = new HashMap<>(environment);
        all.put("PASARELA_MODE", "sandbox");
        all.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        all.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        var ready = Probe.http(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)));
        return start(name, port, ServerJvm.ofJar(jar, jvmOptions), all, ready);
    }

    /** Starts a server without waiting until it is ready. */
    public Server start(String name, int port, List<String> command, Map<String, String> environment, Probe ready) {
        var launch =
                new Launch(name, command, environment, workFolder(name), logs().resolve(name + ".log"), "TERM", ready);
        return new Server(supervisor.start(launch), port);
    }

    /** Where a server runs, a folder of its own: Quarkus reads .env and config/ from there, and the checkout's are not meant. */
    public Path workFolder(String name) {
        return stores().resolve("work").resolve(name);
    }

    /** The first process that ended without having been asked to: it explains more than what failed after it. */
    public Optional<Death> firstDeath() {
        return supervisor.firstDeathSoFar();
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            supervisor.stopAll(List.of());
            deleteStores();
            runs.close();
        }
    }

    /** The sandbox's broker is made to start fast; under load it would cost every contestant more than a real one does. */
    private static Launch withAllCompilers(Launch launch) {
        var command = launch.command().stream()
                .filter(option -> !option.startsWith("-XX:TieredStopAtLevel"))
                .toList();
        return new Launch(
                launch.name(),
                command,
                launch.environment(),
                launch.folder(),
                launch.logFile(),
                launch.stopSignal(),
                launch.ready());
    }

    private Path stores() {
        return folder.resolve("stores");
    }

    private void deleteStores() {
        if (!Files.exists(stores())) {
            return;
        }
        try (Stream<Path> tree = Files.walk(stores())) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
