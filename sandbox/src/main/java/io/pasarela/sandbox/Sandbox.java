package io.pasarela.sandbox;

import io.pasarela.sandbox.console.Console;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.door.Backend;
import io.pasarela.sandbox.door.FrontDoor;
import io.pasarela.sandbox.infra.LocalPostgres;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.pasarela.sandbox.process.Death;
import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.PortCheck;
import io.pasarela.sandbox.process.RunFolder;
import io.pasarela.sandbox.process.SandboxFailure;
import io.pasarela.sandbox.process.Supervisor;
import io.pasarela.sandbox.traces.TraceReceiver;
import io.pasarela.sandbox.traces.Traces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running Pasarela on this machine. Started as a whole or not at all; {@link #close} stops what it started, in reverse
 * order, and nothing else. Every failure is a {@link SandboxFailure} whose message is meant for a person.
 */
public final class Sandbox implements AutoCloseable {
    private final SandboxOptions options;
    private final RunFolder runs;
    private final Supervisor supervisor;
    private final Starter starter;
    private final Stores stores;
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    private final Traces traces = new Traces();
    private volatile @Nullable TraceReceiver receiver;
    private volatile @Nullable Services services;
    private volatile @Nullable TokenIssuer issuer;
    private volatile @Nullable Provider provider;
    private volatile @Nullable FrontDoor door;
    private volatile @Nullable Console console;
    private volatile @Nullable Demo customer;
    private boolean closed;

    private Sandbox(SandboxOptions options, Progress progress, RunFolder runs) {
        this.options = options;
        this.runs = runs;
        this.supervisor = new Supervisor(runs);
        this.starter = new Starter(supervisor, progress);
        this.stores = new Stores(options, starter);
    }

    /** Starts everything and returns when all of it is ready. */
    public static Sandbox start(SandboxOptions options, Progress progress) {
        var sandbox = prepare(options, progress);
        sandbox.startEverything();
        return sandbox;
    }

    /** Takes the data folder, stops what a killed run left in it, and makes sure of the ports; starts nothing. */
    static Sandbox prepare(SandboxOptions options, Progress progress) {
        var runs = RunFolder.claim(options.data().resolve("run"));
        try {
            for (var leftover : runs.leftovers()) {
                leftover.stop();
                progress.note("Stopped %s (pid %d), left over from a run that was killed."
                        .formatted(leftover.name(), leftover.process().pid()));
            }
            PortCheck.requireFree(options.ports().byComponent());
            return new Sandbox(options, progress, runs);
        } catch (RuntimeException e) {
            runs.close();
            throw e;
        }
    }

    void startEverything() {
        try {
            Starter.together(List.of(
                    stores::startPostgres,
                    stores::startRedis,
                    stores::startKafka,
                    this::startSimulator,
                    this::startIssuer));
            var collector = await(TraceReceiver.start(vertx, traces));
            receiver = collector;
            var started = new Services(options, required(provider, "simulator")::environment, collector.uri());
            services = started;
            started.write();
            Starter.together(options.services().stream()
                    .<Runnable>map(name -> () -> startService(started.launch(name)))
                    .toList());
            starter.step("Front door", "http://127.0.0.1:" + options.ports().door(), this::openDoor);
        } catch (RuntimeException e) {
            // The first process that died explains more than those that could not do without it.
            Optional<Death> death = supervisor.firstDeathSoFar();
            close();
            throw death.<RuntimeException>map(first -> new SandboxFailure(first.report(), e))
                    .orElse(e);
        }
    }

    public URI door() {
        return required(door, "front door").uri();
    }

    public URI simulatorUri() {
        return simulator().baseUri();
    }

    public KillbSimulator simulator() {
        return required(provider, "simulator").simulator();
    }

    public TokenIssuer issuer() {
        return required(issuer, "token issuer");
    }

    /** What those services have handed in that are told to trace. */
    public Traces traces() {
        return traces;
    }

    public String kafkaBootstrap() {
        return stores.kafka().bootstrap();
    }

    /** @param database one of {@link LocalPostgres#DATABASES}; user and password are its name */
    public String jdbcUrl(String database) {
        return stores.postgres().jdbcUrl(database);
    }

    public int redisPort() {
        return options.ports().redis();
    }

    /** @param name one of {@link Services#NAMES} */
    public Part service(String name) {
        return required(starter.part(name).orElse(null), name);
    }

    /** What that service was told when it was started. @param name one of {@link Services#NAMES} */
    public Map<String, String> environment(String name) {
        return required(services, "services").launch(name).environment();
    }

    public Part postgres() {
        return service("postgres");
    }

    public Part redis() {
        return service("redis");
    }

    public Part kafka() {
        return service("kafka");
    }

    public SandboxOptions options() {
        return options;
    }

    /** Waits for the next process that ends without having been asked to; empty when none does in that time. */
    public Optional<Death> nextDeath(Duration within) throws InterruptedException {
        return supervisor.nextDeath(within);
    }

    /** The page that the front door shows acts for this customer from now on. */
    public void show(Demo demo) {
        customer = demo;
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        supervisor.stopAll(Services.NAMES);
        for (AutoCloseable inProcess : new @Nullable AutoCloseable[] {door, console, provider, issuer, receiver}) {
            closeQuietly(inProcess);
        }
        await(vertx.close());
        runs.close();
    }

    private void startSimulator() {
        starter.step("KillB simulator", "http://127.0.0.1:" + options.ports().simulator(), () -> {
            var started = Provider.start(vertx, options.ports().simulator(), options.killb());
            provider = started;
            started.sendWebhooksTo(URI.create("http://127.0.0.1:%d/webhooks/killb"
                    .formatted(options.ports().webhookIngest())));
        });
    }

    private void startIssuer() {
        starter.step("Token issuer", "http://127.0.0.1:" + options.ports().issuer(), () -> {
            issuer = await(TokenIssuer.start(
                    vertx, options.data().resolve("issuer"), options.ports().issuer()));
        });
    }

    private void startService(Launch launch) {
        starter.step(launch.name(), "http://127.0.0.1:" + options.ports().of(launch.name()), () -> starter.run(launch));
    }

    private void openDoor() {
        var ports = options.ports();
        var backends = Map.of(
                Backend.WEBHOOK_INGEST, ports.webhookIngest(),
                Backend.QUOTE_SERVICE, ports.quoteService(),
                Backend.RAMP_SERVICE, ports.rampService(),
                Backend.NOTIFICATION_SERVICE, ports.notificationService(),
                Backend.ISSUER, ports.issuer());
        var page = new Console(vertx, ConsoleView.of(this, traces, () -> Optional.ofNullable(customer)));
        console = page;
        door = await(FrontDoor.open(vertx, ports.door(), backends, page));
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private static void closeQuietly(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception _) {
            // The process ends or the next sandbox takes other ports; there is nothing left to do about it.
        }
    }

    private static <T> T required(@Nullable T part, String name) {
        if (part == null) {
            throw new IllegalStateException("this sandbox has no " + name);
        }
        return part;
    }
}
