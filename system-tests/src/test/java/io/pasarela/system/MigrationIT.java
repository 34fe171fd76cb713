package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Migrations as an installation runs them: before the service, by whoever comes first. */
class MigrationIT {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final String DATABASE = "migrated";
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    private final RunningSystem system = RunningSystem.get();

    @BeforeEach
    void anEmptyDatabase() throws SQLException {
        try (Connection connection = connection("postgres");
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(DATABASE));
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ramp-service", "notification-service"})
    void twoReplicasThatMigrateAtOnceMigrateOnceAndEnd(String service) throws Exception {
        var migrating = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "true", "QUARKUS_INIT_AND_EXIT", "true");

        Process first = start(service, "first", migrating);
        Process second = start(service, "second", migrating);

        assertThat(exit(first)).as(log("first")).isZero();
        assertThat(exit(second)).as(log("second")).isZero();
        assertThat(applied()).hasSize(migrations(service)).doesNotHaveDuplicates();
        assertThat(log("first") + log("second"))
                .as("nothing has listened or consumed")
                .doesNotContain("started in");
    }

    @Test
    void aServiceDoesNotStartOnADatabaseThatIsNotMigrated() throws Exception {
        Process service = start(
                "ramp-service",
                "unmigrated",
                Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "false", "QUARKUS_FLYWAY_VALIDATE_AT_START", "true"));

        assertThat(exit(service)).as(log("unmigrated")).isNotZero();
        assertThat(log("unmigrated")).contains("not applied");
        assertThat(applied()).isEmpty();
    }

    /** An upgrade is taken back by starting the release before. */
    @Test
    void theReleaseBeforeStartsOnTheSchemaOfTheNextOne() throws Exception {
        var migrating = Map.of("QUARKUS_FLYWAY_MIGRATE_AT_START", "true", "QUARKUS_INIT_AND_EXIT", "true");
        assertThat(exit(start("ramp-service", "next", migrating))).isZero();
        try (Connection connection = connection(DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into flyway_schema_history
                        (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                    values (1000, '999', 'next release', 'SQL', 'V999__next_release.sql', 1, 'postgres', 1, true)
                    """);
        }

        Process before = start(
                "ramp-service",
                "before",
                Map.of(
                        "QUARKUS_FLYWAY_MIGRATE_AT_START", "true",
                        "QUARKUS_FLYWAY_VALIDATE_AT_START", "true",
                        "QUARKUS_INIT_AND_EXIT", "true"));

        assertThat(exit(before)).as(log("before")).isZero();
    }

    private Process start(String service, String name, Map<String, String> settings) throws IOException {
        Path work = Files.createDirectory(folder.resolve(name));
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        ROOT.resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .directory(work.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        Files.readAllLines(ROOT.resolve("images/without-stores.env")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .forEach(variable -> builder.environment().put(variable[0], variable[1]));
        String jdbc = system.sandbox().jdbcUrl(DATABASE);
        builder.environment().put("QUARKUS_DATASOURCE_JDBC_URL", jdbc);
        builder.environment().put("QUARKUS_DATASOURCE_REACTIVE_URL", jdbc.substring("jdbc:".length()));
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", "postgres");
        builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().putAll(settings);
        return builder.start();
    }

    private static int exit(Process process) throws InterruptedException {
        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    private String log(String name) throws IOException {
        return Files.readString(folder.resolve(name + ".log"));
    }

    private List<String> applied() throws SQLException {
        var versions = new ArrayList<String>();
        try (Connection connection = connection(DATABASE);
                var statement = connection.createStatement()) {
            try (var history = statement.executeQuery("SELECT to_regclass('flyway_schema_history')")) {
                if (!history.next() || history.getString(1) == null) {
                    return versions;
                }
            }
            try (var rows = statement.executeQuery("SELECT version FROM flyway_schema_history WHERE success")) {
                while (rows.next()) {
                    versions.add(rows.getString(1));
                }
            }
        }
        return versions;
    }

    private static int migrations(String service) throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve(service).resolve("src/main/resources/db/migration"))) {
            return Math.toIntExact(files.count());
        }
    }

    /** As the sandbox's superuser, who is trusted on this machine. */
    private Connection connection(String database) throws SQLException {
        return DriverManager.getConnection(system.sandbox().jdbcUrl(database), "postgres", "");
    }
}
