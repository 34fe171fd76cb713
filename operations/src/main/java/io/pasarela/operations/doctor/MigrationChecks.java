package io.pasarela.operations.doctor;

import io.pasarela.operations.terminal.Failures;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The databases are those of this release: every migration applied, none failed, none changed afterwards. */
final class MigrationChecks {

    private final Settings settings;
    private final Clocks clocks;

    MigrationChecks(Settings settings, Clocks clocks) {
        this.settings = settings;
        this.clocks = clocks;
    }

    List<Row> rows() {
        return List.of(row(Settings.RAMP), row(Settings.NOTIFICATION));
    }

    private Row row(String service) {
        String what = "migrations of " + service;
        Optional<String> url = settings.value(service, "QUARKUS_DATASOURCE_JDBC_URL");
        if (url.isEmpty()) {
            return Row.skipped(what, "QUARKUS_DATASOURCE_JDBC_URL is not set for it");
        }
        String user = settings.value(service, "QUARKUS_DATASOURCE_USERNAME").orElse("");
        String password = settings.value(service, "QUARKUS_DATASOURCE_PASSWORD").orElse("");
        try {
            readClock(service, url.get(), user, password);
            var flyway = Flyway.configure()
                    .dataSource(url.get(), user, password)
                    .locations("classpath:io/pasarela/operations/migrations/" + service)
                    .load();
            var validated = flyway.validateWithResult();
            return validated.validationSuccessful
                    ? Row.ok(what, "%d applied".formatted(flyway.info().applied().length))
                    : Row.failed(
                            what,
                            validated.invalidMigrations.size() + " are missing, failed or changed, the first "
                                    + validated.invalidMigrations.getFirst().version,
                            "run the migrations of this release before its services (k8s/README.md)");
        } catch (SQLException | FlywayException e) {
            return Row.failed(
                    what,
                    Failures.sentence(e).lines().findFirst().orElse("the database cannot be read"),
                    "look at QUARKUS_DATASOURCE_JDBC_URL, _USERNAME and _PASSWORD, and whether the database lets this machine in");
        }
    }

    private void readClock(String service, String url, String user, String password) throws SQLException {
        try (var connection = DriverManager.getConnection(url, user, password);
                var statement = connection.createStatement()) {
            Instant before = Instant.now();
            try (var rows = statement.executeQuery("select clock_timestamp()")) {
                rows.next();
                Instant told = rows.getObject(1, OffsetDateTime.class).toInstant();
                clocks.saw("database of " + service, told, before, Instant.now());
            }
        }
    }
}
