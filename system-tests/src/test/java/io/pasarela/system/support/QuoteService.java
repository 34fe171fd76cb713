package io.pasarela.system.support;

import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.process.Part;
import java.util.Map;

/**
 * A quote-service with settings of a test's own, on the Kafka, Redis and provider of the running system. Those that are given one database of
 * Redis and one consumer group are replicas of each other.
 */
public final class QuoteService implements AutoCloseable {

    private final Replica replica;
    private final RunningSystem system;

    private QuoteService(Replica replica, RunningSystem system) {
        this.replica = replica;
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
        String settings = """
                mp.messaging.incoming.provider-webhooks.group.id=%1$s-webhooks
                mp.messaging.incoming.ramps.group.id=%1$s-ramps
                %2$s""".formatted(group, properties);
        return new QuoteService(
                Replica.start("quote-service", environment(system, database), settings)
                        .awaitReady(),
                system);
    }

    private static Map<String, String> environment(RunningSystem system, int database) {
        return Map.of(
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
        return new Gateway(replica.uri(), token);
    }

    public int port() {
        return replica.port();
    }

    /** The process. */
    public Part part() {
        return replica.part();
    }

    /** Everything that it has logged. */
    public String log() {
        return replica.log();
    }

    /** All metrics, as Prometheus reads them. */
    public String metrics() {
        return replica.metrics();
    }

    @Override
    public void close() {
        replica.close();
    }
}
