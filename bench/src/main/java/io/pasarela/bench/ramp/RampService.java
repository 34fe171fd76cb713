package io.pasarela.bench.ramp;

import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Database;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.bench.stack.Kafka;
import io.pasarela.bench.stack.ServerJvm;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.process.Probe;
import java.util.HashMap;
import java.util.Map;

/** A ramp-service among neighbours that cost as little as can be. */
public final class RampService {
    private static final String NO_LIMIT = "1000000";

    private RampService() {}

    /** Provider and quote-service in one, ready when this returns. */
    public static Server startNeighbours(BenchStack stack) {
        int port = stack.freePort();
        var command = ServerJvm.ofClass(BareNeighbours.class, String.valueOf(port));
        Server server = stack.start("bare-neighbours", port, command, Map.of(), Probe.port(port));
        server.part().awaitReady();
        return server;
    }

    /** @param concurrent calls of the provider */
    public static Server start(
            BenchStack stack, Kafka kafka, Database database, Server neighbours, TokenIssuer issuer, int concurrent) {
        String provider = "http://127.0.0.1:" + neighbours.port();
        var environment = new HashMap<>(database.environment("ramp"));
        environment.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "bench-only-secret-of-fingerprints");
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", issuer.uri().toString());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrap());
        environment.put("PASARELA_QUOTE_SERVICE_URL", provider);
        environment.put("PASARELA_PROVIDERS_KILLB_URL", provider);
        environment.put("PASARELA_PROVIDERS_KILLB_EMAIL", "bench@example.com");
        environment.put("PASARELA_PROVIDERS_KILLB_PASSWORD", "bench-password");
        // The provider's rate is not what is measured here.
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_PER_SECOND", NO_LIMIT);
        environment.put("PASARELA_PROVIDERS_KILLB_RATE_BURST", NO_LIMIT);
        environment.put("PASARELA_PROVIDERS_CALLS_BULKHEAD_CONCURRENT", String.valueOf(concurrent));
        return stack.startService("ramp-service", environment);
    }
}
