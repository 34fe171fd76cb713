package io.pasarela.system.support;

import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.issuer.TokenIssuer;
import java.net.URI;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * A notification-service with settings and a database of a test's own, on the Kafka, PostgreSQL and Redis of the running system. Those that are
 * given the same name are replicas of each other.
 */
public final class NotificationService implements AutoCloseable {

    private final RunningSystem system;
    private final Replica replica;

    private NotificationService(RunningSystem system, Replica replica) {
        this.system = system;
        this.replica = replica;
    }

    /**
     * Starts one; {@link #awaitReady} waits for it.
     *
     * @param name of the database, made when there is none: lower-case letters and underscores
     * @param redisDatabase 1 to 15: that of the running system is 0
     */
    public static NotificationService start(RunningSystem system, String name, int redisDatabase, String properties) {
        createDatabase(system, name);
        var ports = system.sandbox().options().ports();
        String address = "postgresql://127.0.0.1:%d/%s".formatted(ports.postgres(), name);
        Map<String, String> environment = new HashMap<>();
        environment.put("QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:" + ports.issuer());
        environment.put("QUARKUS_DATASOURCE_REACTIVE_URL", address);
        environment.put("QUARKUS_DATASOURCE_REACTIVE_MAX_SIZE", "6");
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:" + address);
        environment.put("QUARKUS_DATASOURCE_USERNAME", "notification");
        environment.put("QUARKUS_DATASOURCE_PASSWORD", "notification");
        environment.put(
                "QUARKUS_REDIS_HOSTS",
                "redis://127.0.0.1:%d/%d".formatted(system.sandbox().redisPort(), redisDatabase));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", system.sandbox().kafkaBootstrap());
        environment.put("PASARELA_NOTIFICATIONS_TICKET_SECRETS", "sandbox-only-secret-of-these-replicas");
        return new NotificationService(system, Replica.start("notification-service", environment, properties));
    }

    public NotificationService awaitReady() {
        replica.awaitReady();
        return this;
    }

    public Replica replica() {
        return replica;
    }

    public URI uri() {
        return replica.uri();
    }

    /** Calls this replica as that client and subject, with every scope. */
    public Gateway as(Client client, String subject) {
        return with(system.sandbox()
                .issuer()
                .token(client, subject, TokenIssuer.LIFETIME, TokenIssuer.SCOPES.toArray(String[]::new)));
    }

    public Gateway with(String token) {
        return new Gateway(uri(), token);
    }

    private static void createDatabase(RunningSystem system, String name) {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            try (var found = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (!found.next()) {
                    statement.execute("create database " + name + " owner notification");
                }
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs one statement in the database of that name, as its owner. */
    public static void sql(RunningSystem system, String name, String statement) {
        try (var connection =
                        DriverManager.getConnection(system.sandbox().jdbcUrl(name), "notification", "notification");
                var open = connection.createStatement()) {
            open.execute(statement);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        replica.close();
    }
}
