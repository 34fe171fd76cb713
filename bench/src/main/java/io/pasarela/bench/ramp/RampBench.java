package io.pasarela.bench.ramp;

import io.pasarela.bench.load.HttpRequests;
import io.pasarela.bench.load.Protocol;
import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Contestant;
import io.pasarela.bench.measure.JvmGauge;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.measure.WarmUp;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Database;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.sandbox.issuer.Client;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts everything, and lets ramp-service and pgbench take turns: creations, then transitions. */
final class RampBench {
    /** So many ramps, each with five webhooks, per second of a measurement: about what is applied in that time. */
    private static final int RAMPS_PER_SECOND = 250;

    private static final int PGBENCH_CLIENTS = 20;

    private final BenchStack stack;
    private final Plan plan;
    private final List<Measurement> all = new ArrayList<>();
    private final List<String> notWarm = new ArrayList<>();

    RampBench(BenchStack stack, Plan plan) {
        this.stack = stack;
        this.plan = plan;
    }

    /** What a turn needs. @param pids processes whose CPU counts, by name */
    private record Turn(
            Seed seed, String token, Server service, JvmGauge gauge, Map<String, Long> pids, Transitions transitions) {}

    /**
     * @param say sentences about what is being started
     * @param progress each measurement as soon as it is there
     */
    Results run(Consumer<String> say, Consumer<Measurement> progress) {
        say.accept("Starting Kafka, PostgreSQL, ramp-service and a bare provider (logs in %s)".formatted(stack.logs()));
        Vertx vertx = Vertx.vertx();
        try (var kafka = stack.startKafka();
                var issuer = stack.startIssuer(vertx)) {
            Database database = stack.startPostgres();
            Server neighbours = RampService.startNeighbours(stack);
            Server service = RampService.start(stack, kafka, database, neighbours, issuer, plan.connections());
            service.part().awaitReady();
            Seed seed = new Seed(database.postgres().jdbcUrl("ramp"));
            seed.people();
            seed.limit();
            Optional<Pgbench> pgbench = pgbench(database);
            if (pgbench.isEmpty()) {
                say.accept(Pgbench.HOW_TO_GET);
            }
            Map<String, Long> pids = Map.of(
                    RampReport.SERVICE, service.part().pid(),
                    RampReport.POSTGRES, database.part().pid(),
                    RampReport.NEIGHBOURS, neighbours.part().pid(),
                    RampReport.KAFKA, kafka.pid());
            try (var gauge = JvmGauge.attach(service.part().pid())) {
                var transitions = new Transitions(kafka.bootstrap(), seed, pids);
                var turn = new Turn(seed, issuer.token(Client.DEMO_APP), service, gauge, pids, transitions);
                rounds(turn, pgbench, progress);
            }
            return new Results(all, notWarm);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private void rounds(Turn turn, Optional<Pgbench> pgbench, Consumer<Measurement> progress) {
        int ramps = RAMPS_PER_SECOND * (int) plan.round().toSeconds();
        warmUp(turn, ramps, progress);
        for (int round = 1; round <= plan.rounds(); round++) {
            creations(turn, round, progress);
            int at = round;
            pgbench.ifPresent(
                    limit -> take(limit.measure(RampReport.CREATE_LIMIT, "create.sql", at, plan.round()), progress));
            take(turn.transitions().measure(RampReport.TRANSITIONS, round, ramps), progress);
            pgbench.ifPresent(limit ->
                    take(limit.measure(RampReport.TRANSITION_LIMIT, "transition.sql", at, plan.round()), progress));
        }
    }

    private void warmUp(Turn turn, int ramps, Consumer<Measurement> progress) {
        var warmUp = new WarmUp(turn.gauge());
        long deadline = System.nanoTime() + plan.warmUpAtMost().toNanos();
        do {
            Measurement slice = turn.transitions().measure(RampReport.TRANSITIONS, 0, ramps);
            warmUp.slice(slice.cpuMicros());
            take(slice, progress);
        } while (!warmUp.isDone() && System.nanoTime() < deadline);
        if (!warmUp.isDone()) {
            notWarm.add(RampReport.TRANSITIONS);
        }
    }

    private void creations(Turn turn, int round, Consumer<Measurement> progress) {
        Duration warmUp = round == 1 ? plan.warmUpAtMost() : Duration.ZERO;
        var elsewhere = new HashMap<>(turn.pids());
        elsewhere.remove(RampReport.SERVICE);
        var one = new Contest(new Plan(1, plan.round(), warmUp, plan.connections(), plan.threads()), elsewhere);
        var load = new HttpRequests(
                turn.service().port(),
                Protocol.HTTP,
                count -> RampRequests.of(turn.seed(), turn.token(), count),
                status -> status == 201);
        var contestant = new Contestant(RampReport.CREATIONS, turn.gauge(), load, Optional.empty());
        Results results = one.run(List.of(contestant), it -> take(it.round() == 0 ? it : it.in(round), progress));
        if (round == 1) {
            notWarm.addAll(results.notWarm());
        }
    }

    private void take(Measurement measurement, Consumer<Measurement> progress) {
        all.add(measurement);
        progress.accept(measurement);
    }

    private Optional<Pgbench> pgbench(Database database) {
        return Pgbench.find()
                .map(program -> new Pgbench(
                        program,
                        stack.logs().resolveSibling("stores").resolve("pgbench"),
                        database.postgres().port(),
                        database.part().pid(),
                        PGBENCH_CLIENTS));
    }
}
