package io.pasarela.bench.push;

import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Contestant;
import io.pasarela.bench.measure.Gauge;
import io.pasarela.bench.measure.JvmGauge;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.ProcessTree;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.measure.Usage;
import io.pasarela.bench.measure.WarmUp;
import io.pasarela.bench.push.IdleStreams.Cost;
import io.pasarela.bench.ramp.Seed;
import io.pasarela.bench.report.Numbers;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Starts the river and the two that only push, and measures one thing after the other: idle streams, fan-out, a webhook's whole way. */
final class PushBench {
    private static final String STREAM = "/api/v2/notifications/stream";
    private static final String LISTEN = "notifications:read";

    /** At most so long the river flows as in a measurement before it is measured. */
    static final Duration STEADY = Duration.ofSeconds(60);

    private static final Duration FIRST_WITHIN = Duration.ofSeconds(30);
    private static final Duration BURST = Duration.ofSeconds(4);

    private final BenchStack stack;
    private final Plan plan;
    private final PushSizes sizes;
    private final List<Cost> costs;
    private final String secret = UUID.randomUUID().toString();

    /** @param costs where those of idle streams are put */
    PushBench(BenchStack stack, Plan plan, PushSizes sizes, List<Cost> costs) {
        this.stack = stack;
        this.plan = plan;
        this.sizes = sizes;
        this.costs = costs;
    }

    /**
     * @param say sentences about what is being done
     * @param progress each measurement as soon as it is there
     */
    Results run(Consumer<String> say, Consumer<Measurement> progress) {
        sizes.requireFiles();
        Optional<Nchan> nchan = Nchan.find();
        if (nchan.isEmpty()) {
            say.accept(Nchan.HOW_TO_GET);
        }
        say.accept(
                "Starting Kafka, Redis, PostgreSQL, webhook-ingest, ramp-service, notification-service%s and a bare server (logs in %s)"
                        .formatted(nchan.isPresent() ? ", nchan" : "", stack.logs()));
        Vertx vertx = Vertx.vertx();
        try (var kafka = stack.startKafka();
                var issuer = stack.startIssuer(vertx)) {
            PushStack running = PushStack.start(stack, sizes, secret, kafka, issuer, nchan);
            try (var service = JvmGauge.attach(running.service().part().pid());
                    var ramps = JvmGauge.attach(running.ramps().part().pid());
                    var ingest = JvmGauge.attach(running.ingest().part().pid());
                    var bare = JvmGauge.attach(running.bare().part().pid())) {
                idle(running, service, bare, say);
                var all = new ArrayList<Measurement>();
                var notWarm = new ArrayList<String>();
                for (Results results : List.of(
                        fanOut(vertx, running, service, bare, progress),
                        river(vertx, running, Gauge.ofAll(List.of(ingest, ramps, service)), say, progress))) {
                    all.addAll(results.measurements());
                    notWarm.addAll(results.notWarm());
                }
                return new Results(all, notWarm);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void idle(PushStack running, JvmGauge service, JvmGauge bare, Consumer<String> say) {
        var streams = new IdleStreams(sizes.idle(), sizes.heartbeat());
        say.accept("Opening %d idle streams of each, and once more %d times, for %d s each"
                .formatted(sizes.idle(), plan.rounds(), sizes.heartbeat().toSeconds()));
        // Each stream has a user of its own, as it mostly is; tokens are signed before the clock runs.
        String[] tokens = new String[sizes.idle()];
        for (int user = 0; user < tokens.length; user++) {
            tokens[user] = authorization(running, "idle-" + user);
        }
        var contestants = new ArrayList<IdleStreams.Contestant>();
        contestants.add(idle(PushReport.SERVICE, running.service(), Optional.of(service), tokens));
        running.nchan().ifPresent(nchan -> contestants.add(idle(PushReport.NCHAN, nchan, Optional.empty(), null)));
        contestants.add(idle(PushReport.BARE, running.bare(), Optional.of(bare), null));
        var warm = contestants.stream().map(streams::warmUp).toList();
        for (int round = 1; round <= plan.rounds(); round++) {
            for (var contestant : warm) {
                Cost cost = streams.measure(contestant, round);
                costs.add(cost);
                say.accept("  round %d of %d %-28s %8s kB of heap   %8s kB besides   %s µs of CPU per second each"
                        .formatted(
                                round,
                                plan.rounds(),
                                cost.contestant(),
                                Numbers.number(cost.heapBytes() / 1e3, 1),
                                Numbers.number(cost.otherBytes() / 1e3, 1),
                                Numbers.number(cost.cpuMicros(), 1)));
            }
        }
    }

    private static IdleStreams.Contestant idle(
            String name, Server server, Optional<JvmGauge> jvm, String @Nullable [] tokens) {
        return new IdleStreams.Contestant(
                name,
                server.port(),
                server.part().pid(),
                jvm,
                number -> tokens == null
                        ? Listeners.get("/sub/idle-" + number, "")
                        : Listeners.get(STREAM, tokens[number]));
    }

    private Results fanOut(
            Vertx vertx, PushStack running, JvmGauge service, JvmGauge bare, Consumer<Measurement> progress) {
        String message = message(running);
        String token = authorization(running, "listener-1");
        try (var changes = new RampChanges(running.kafka().bootstrap(), Client.DEMO_APP.id(), "listener-1");
                var mine = listeners(running.service(), Listeners.get(STREAM, token));
                var nchans = running.nchan()
                        .map(nchan -> listeners(nchan, Listeners.get("/sub/all", "")))
                        .orElse(null);
                var bares = listeners(running.bare(), Listeners.get("/sub/all", ""))) {
            var contestants = new ArrayList<Contestant>();
            contestants.add(
                    new Contestant(PushReport.SERVICE, service, new FanOut(mine, changes::publish), Optional.empty()));
            running.nchan()
                    .ifPresent(nchan -> contestants.add(new Contestant(
                            PushReport.NCHAN,
                            processes(nchan),
                            new FanOut(nchans, new HttpPublisher(vertx, nchan.port(), "/pub/all", message)::publish),
                            Optional.empty())));
            contestants.add(new Contestant(
                    PushReport.BARE,
                    bare,
                    new FanOut(bares, new HttpPublisher(vertx, running.bare().port(), "/pub/all", message)::publish),
                    Optional.empty()));
            return new Contest(plan, running.pids()).run(contestants, progress);
        }
    }

    private Listeners listeners(Server server, String request) {
        return Listeners.open(server.port(), sizes.listeners(), _ -> request, false);
    }

    private static Gauge processes(Server server) {
        return () -> new Usage(ProcessTree.cpuOf(server.part().pid()), 0);
    }

    /** What the service tells a listener of a change, word for word: the others get it as their message. */
    private static String message(PushStack running) {
        var said = new StringBuilder();
        String request = Listeners.get(STREAM, authorization(running, "listener-0"));
        try (var listener = Listeners.open(running.service().port(), 1, _ -> request, true);
                var changes = new RampChanges(running.kafka().bootstrap(), Client.DEMO_APP.id(), "listener-0")) {
            listener.onEvent((_, _, data) -> said.append(data));
            changes.publish();
            long deadline = System.nanoTime() + FIRST_WITHIN.toNanos();
            while (said.isEmpty() && System.nanoTime() < deadline) {
                listener.hear(Duration.ofSeconds(1));
            }
        }
        if (said.isEmpty()) {
            throw new SandboxFailure("notification-service tells nobody of a change in topic ramps.");
        }
        return said.toString();
    }

    private Results river(
            Vertx vertx, PushStack running, Gauge jvms, Consumer<String> say, Consumer<Measurement> progress) {
        var seed = new Seed(running.database().postgres().jdbcUrl("ramp"));
        seed.people();
        String[] tokens = new String[River.USERS];
        for (int user = 0; user < tokens.length; user++) {
            tokens[user] = authorization(running, "bench-" + user);
        }
        try (var listeners = Listeners.open(
                running.service().port(), River.USERS, user -> Listeners.get(STREAM, tokens[user]), true)) {
            var river = new River(vertx, seed, running.ingest().port(), secret, listeners, sizes.perSecond());
            say.accept("Letting the river flow for %d s at most"
                    .formatted(plan.warmUpAtMost().toSeconds()));
            boolean warm = flood(river, jvms);
            var pids = new HashMap<>(running.pids());
            pids.put(PushReport.SERVICE, running.service().part().pid());
            var alone = List.of(new Contestant(PushReport.RIVER, Gauge.elsewhere(jvms), river, Optional.empty()));
            Results results = new Contest(afterFlowing(), pids).run(alone, progress);
            return warm ? results : new Results(results.measurements(), List.of(PushReport.RIVER));
        }
    }

    /** A few hundred webhooks a second warm three JVMs very slowly; so they get as many as they can take, and what they cannot waits a little. @return whether they are warm */
    private boolean flood(River river, Gauge jvms) {
        var warmUp = new WarmUp(jvms);
        Instant end = Instant.now().plus(plan.warmUpAtMost());
        while (!warmUp.isDone() && Instant.now().isBefore(end)) {
            Usage before = jvms.read();
            try (var flow = river.flood(shorter(BURST))) {
                long seen = Math.max(1, flow.run().answered());
                warmUp.slice(jvms.read().since(before).cpu().toNanos() / 1e3 / seen);
            }
        }
        return warmUp.isDone();
    }

    /** A flood leaves other compiled code behind than a steady river wants. */
    private Plan afterFlowing() {
        return new Plan(plan.rounds(), plan.round(), shorter(STEADY), plan.connections(), plan.threads());
    }

    private Duration shorter(Duration atMost) {
        return plan.warmUpAtMost().compareTo(atMost) < 0 ? plan.warmUpAtMost() : atMost;
    }

    /** The header with an end user's token. */
    private static String authorization(PushStack running, String user) {
        return "Authorization: Bearer %s\r\n"
                .formatted(running.issuer().token(Client.DEMO_APP, user, TokenIssuer.LIFETIME, LISTEN));
    }
}
