package io.pasarela.bench.ingest;

import io.pasarela.bench.load.HttpLoad;
import io.pasarela.bench.load.HttpRequests;
import io.pasarela.bench.load.LoadResult;
import io.pasarela.bench.load.Protocol;
import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Contestant;
import io.pasarela.bench.measure.JvmGauge;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.Plan;
import io.pasarela.bench.measure.Results;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.bench.stack.Kafka;
import io.pasarela.bench.stack.ServerJvm;
import io.pasarela.sandbox.process.Probe;
import io.pasarela.sandbox.process.SandboxFailure;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.LongSupplier;

/** Starts the three contestants side by side, makes sure that they do what they are here for, and lets them run. */
final class IngestBench {
    private static final String SERVICE_TOPIC = "provider.webhooks";
    private static final String BARE_TOPIC = "bench.bare";
    private static final IntPredicate ACKNOWLEDGED = status -> status >= 200 && status < 300;
    private static final IntPredicate REFUSED = status -> status == 401;
    private static final int SECRET_BYTES = 32;

    private final BenchStack stack;
    private final Plan plan;
    private final WebhookBody body;
    private final SplittableRandom random = new SplittableRandom();
    private final String secret;

    IngestBench(BenchStack stack, Plan plan, int bodyBytes) {
        this.stack = stack;
        this.plan = plan;
        this.body = WebhookBody.ofSize(bodyBytes, random);
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        this.secret = HexFormat.of().formatHex(bytes);
    }

    /**
     * @param say sentences about what is being started
     * @param progress each measurement as soon as it is there
     */
    Results run(Consumer<String> say, Consumer<Measurement> progress) {
        say.accept(
                "Starting Kafka, Redis, webhook-ingest and the two bare servers (logs in %s)".formatted(stack.logs()));
        try (var kafka = stack.startKafka()) {
            Server redis = stack.startRedis();
            int partitions = kafka.partitionsOf(SERVICE_TOPIC);
            kafka.createTopic(BARE_TOPIC, partitions);
            Server service = startService(kafka, redis);
            Server bare = startBare("bare-kafka", kafka.bootstrap(), BARE_TOPIC, secret);
            Server empty = startBare("bare-empty");
            List.of(service, bare, empty).forEach(server -> server.part().awaitReady());
            try (var serviceGauge = JvmGauge.attach(service.part().pid());
                    var bareGauge = JvmGauge.attach(bare.part().pid());
                    var emptyGauge = JvmGauge.attach(empty.part().pid())) {
                LongSupplier serviceLedger = () -> kafka.recordsIn(SERVICE_TOPIC, partitions);
                LongSupplier bareLedger = () -> kafka.recordsIn(BARE_TOPIC, partitions);
                requireVerification(service, bare);
                var contest = new Contest(
                        plan,
                        Map.of(
                                IngestReport.KAFKA, kafka.pid(),
                                IngestReport.REDIS, redis.part().pid()));
                return contest.run(
                        List.of(
                                contestant(IngestReport.SERVICE, service, serviceGauge, Optional.of(serviceLedger)),
                                contestant(IngestReport.BARE, bare, bareGauge, Optional.of(bareLedger)),
                                contestant(IngestReport.EMPTY, empty, emptyGauge, Optional.empty())),
                        progress);
            }
        }
    }

    /** A server that waves everything through would be fast for the wrong reason. */
    private void requireVerification(Server... servers) {
        for (Server server : servers) {
            requireAnswer(server, webhooks(secret, 1), ACKNOWLEDGED, "a genuine webhook is not acknowledged");
            requireAnswer(server, webhooks("not the secret", 1), REFUSED, "a forged webhook is not refused");
        }
    }

    private static void requireAnswer(Server server, SignedWebhooks one, IntPredicate accepted, String otherwise) {
        try (var load = HttpLoad.open(server.port(), 1, 1, Protocol.HTTP)) {
            LoadResult result = load.run(one, Duration.ofSeconds(5), accepted);
            if (result.answered() != 1) {
                throw new SandboxFailure("%s: %s; the answer was: %s"
                        .formatted(
                                server.part().name(),
                                otherwise,
                                result.firstFailure().orElse("none")));
            }
        }
    }

    private SignedWebhooks webhooks(String signedWith, int count) {
        return SignedWebhooks.prepare(body, signedWith.getBytes(StandardCharsets.UTF_8), count, random);
    }

    private Contestant contestant(String name, Server server, JvmGauge gauge, Optional<LongSupplier> ledger) {
        var load = new HttpRequests(server.port(), Protocol.HTTP, count -> webhooks(secret, count), ACKNOWLEDGED);
        return new Contestant(name, gauge, load, ledger);
    }

    private Server startService(Kafka kafka, Server redis) {
        var environment = new HashMap<>(Signature.environment(secret));
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis.port());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        return stack.startService("webhook-ingest", environment);
    }

    private Server startBare(String name, String... arguments) {
        int port = stack.freePort();
        String[] all = new String[arguments.length + 1];
        all[0] = String.valueOf(port);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return stack.start(name, port, ServerJvm.ofClass(BareServer.class, all), Map.of(), Probe.port(port));
    }
}
