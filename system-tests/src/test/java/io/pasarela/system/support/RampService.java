package io.pasarela.system.support;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.process.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A ramp-service with settings and a database of a test's own, on the Kafka, PostgreSQL and provider of the running system. Those that are given
 * the same name are replicas of each other: they share database and consumer group.
 */
public final class RampService implements AutoCloseable {

    private final RunningSystem system;
    private final Replica replica;

    private RampService(RunningSystem system, Replica replica) {
        this.system = system;
        this.replica = replica;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param name of the database, made when there is none, and of the consumer group: lower-case letters and underscores
     * @param properties what a deployer would write into {@code config/application.properties}
     */
    public static RampService start(RunningSystem system, String name, String properties) {
        createDatabase(system, name);
        String settings = """
                mp.messaging.incoming.provider-webhooks.group.id=%s
                quarkus.datasource.reactive.max-size=8
                %s""".formatted(name, properties);
        return new RampService(
                system,
                Replica.start("ramp-service", environment(system, name), settings)
                        .awaitReady());
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

    private static Map<String, String> environment(RunningSystem system, String database) {
        var ports = system.sandbox().options().ports();
        String address = "postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), database);
        var environment = new HashMap<String, String>();
        environment.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "sandbox-only-secret-of-fingerprints");
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + ports.issuer());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
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
        return new Gateway(replica.uri(), token);
    }

    /** A user with accounts, onboarded here. */
    public Demo newUser(String suffix) {
        String token = system.sandbox().issuer().token(Client.DEMO_APP);
        return Demo.onboard(replica.uri(), token, suffix);
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
