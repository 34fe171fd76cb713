package io.pasarela.bench.push;

import io.pasarela.bench.ingest.Signature;
import io.pasarela.bench.ramp.RampService;
import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Database;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.bench.stack.Kafka;
import io.pasarela.bench.stack.ServerJvm;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.process.Probe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The whole river, and the two that only push.
 *
 * @param pids the processes whose CPU counts beside that of those that are compared, by name
 */
record PushStack(
        Kafka kafka,
        TokenIssuer issuer,
        Database database,
        Server ingest,
        Server ramps,
        Server service,
        Server bare,
        Optional<Server> nchan,
        Map<String, Long> pids) {
    private static final String NO_LIMIT = "1000000";
    private static final int CALLS_OF_PROVIDER = 20;

    /** Without it, heap that is used for the first time would look like memory outside of the heap. */
    private static final String WHOLE_HEAP = "-XX:+AlwaysPreTouch";

    /** All of them, ready. @param secret that webhooks are signed with */
    static PushStack start(
            BenchStack stack, PushSizes sizes, String secret, Kafka kafka, TokenIssuer issuer, Optional<Nchan> nchan) {
        Server redis = stack.startRedis();
        Database database = stack.startPostgres();
        Server neighbours = RampService.startNeighbours(stack);
        var ingestSettings = new HashMap<>(Signature.environment(secret));
        ingestSettings.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis.port());
        ingestSettings.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        Server ingest = stack.startService("webhook-ingest", ingestSettings);
        Server ramps = RampService.start(stack, kafka, database, neighbours, issuer, CALLS_OF_PROVIDER);
        Server service = startService(stack, sizes, kafka, redis, database, issuer);
        Server bare = startBare(stack, sizes);
        Optional<Server> pushing = nchan.map(found -> found.start(stack, sizes.streamsMax(), sizes.heartbeat()));
        Stream.concat(Stream.of(ingest, ramps, service, bare), pushing.stream())
                .forEach(server -> server.part().awaitReady());
        return new PushStack(
                kafka,
                issuer,
                database,
                ingest,
                ramps,
                service,
                bare,
                pushing,
                Map.of(
                        PushReport.INGEST, ingest.part().pid(),
                        PushReport.RAMPS, ramps.part().pid(),
                        PushReport.POSTGRES, database.part().pid(),
                        PushReport.REDIS, redis.part().pid(),
                        PushReport.KAFKA, kafka.pid()));
    }

    private static Server startService(
            BenchStack stack, PushSizes sizes, Kafka kafka, Server redis, Database database, TokenIssuer issuer) {
        var environment = new HashMap<>(database.environment("notification"));
        environment.put("QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:" + redis.port());
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.uri().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        environment.put("PASARELA_NOTIFICATIONS_TICKET_SECRETS", "bench-only-secret-of-stream-tickets");
        environment.put(
                "PASARELA_NOTIFICATIONS_STREAMS_HEARTBEAT", sizes.heartbeat().toSeconds() + "S");
        // One user has all the listeners of the fan-out, and one client opens all the streams.
        environment.put("PASARELA_NOTIFICATIONS_STREAMS_PER_USER", NO_LIMIT);
        environment.put("PASARELA_NOTIFICATIONS_STREAMS_PER_NODE", NO_LIMIT);
        environment.put("PASARELA_CLIENTS_RATE_REQUESTS_PER_SECOND", NO_LIMIT);
        environment.put("PASARELA_CLIENTS_RATE_REQUESTS_BURST", NO_LIMIT);
        return stack.startService("notification-service", environment, WHOLE_HEAP);
    }

    private static Server startBare(BenchStack stack, PushSizes sizes) {
        int port = stack.freePort();
        var command = ServerJvm.ofClass(
                List.of(WHOLE_HEAP),
                BareStreams.class,
                String.valueOf(port),
                String.valueOf(sizes.heartbeat().toSeconds()));
        return stack.start("bare-streams", port, command, Map.of(), Probe.port(port));
    }
}
