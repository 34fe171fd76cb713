package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.Launch;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL on 127.0.0.1, with one database per service that is owned by a role of the same name. */
public record LocalPostgres(Path folder, Path logFile, int port) {
    /** Databases; each has an owner of the same name whose password is again the name. */
    public static final List<String> DATABASES = List.of("ramp", "notification");

    private static final String SUPERUSER = "postgres";

    /** Prepares the cluster when there is none. The first time this takes some seconds. */
    public Launch prepare(Binaries binaries) {
        Path programs = binaries.postgres().resolve("bin");
        Path cluster = folder.resolve("cluster");
        requireSameMajorVersion(cluster);
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            makeCluster(programs, cluster);
        }
        var command = asUnprivileged(programs.resolve("postgres"));
        command.addAll(List.of("-D", cluster.toString(), "-p", String.valueOf(port)));
        settings().forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        // SIGINT is PostgreSQL's "fast" stop; SIGTERM would wait for clients that never hang up.
        return new Launch("postgres", command, Map.of(), folder, logFile, "INT", this::acceptsQueries);
    }

    public String jdbcUrl(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    public void createDatabases() {
        try (var connection = DriverManager.getConnection(jdbcUrl("postgres"), SUPERUSER, "");
                var statement = connection.createStatement()) {
            for (String name : DATABASES) {
                try (var found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                    if (found.next()) {
                        continue;
                    }
                }
                statement.execute("DROP ROLE IF EXISTS " + name);
                statement.execute("CREATE ROLE " + name + " LOGIN PASSWORD '" + name + "'");
                statement.execute("CREATE DATABASE " + name + " OWNER " + name);
            }
        } catch (SQLException e) {
            throw new SandboxFailure("The databases could not be created: " + e.getMessage(), e);
        }
    }

    /** The commit path stays as in production; only sizes are a laptop's. */
    private Map<String, String> settings() {
        return Map.of(
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "shared_buffers", "64MB",
                "max_connections", "100",
                "log_line_prefix", "%m [%p] %q%u@%d ");
    }

    private boolean acceptsQueries() throws IOException {
        try (var _ =
                DriverManager.getConnection(jdbcUrl("postgres") + "?connectTimeout=2&socketTimeout=2", SUPERUSER, "")) {
            return true;
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private void requireSameMajorVersion(Path cluster) {
        try {
            Path version = cluster.resolve("PG_VERSION");
            String wanted = Binaries.POSTGRES_VERSION.split("\\.")[0];
            if (Files.exists(version) && !Files.readString(version).strip().equals(wanted)) {
                throw new SandboxFailure(
                        "The data in %s was written by PostgreSQL %s and this is %s; delete that folder."
                                .formatted(folder, Files.readString(version).strip(), wanted));
            }
        } catch (IOException e) {
            throw new SandboxFailure("The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    private void makeCluster(Path programs, Path cluster) {
        var command = asUnprivileged(programs.resolve("initdb"));
        command.addAll(List.of("-D", cluster.toString(), "-U", SUPERUSER, "-A", "trust", "-E", "UTF-8"));
        command.addAll(List.of("--locale", "C.UTF-8", "--no-instructions"));
        OneShot.run("initdb", command, Map.of(), logFile);
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
    private static ArrayList<String> asUnprivileged(Path program) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root") && Files.isExecutable(Path.of("/usr/bin/unshare"))) {
            command.addAll(List.of("/usr/bin/unshare", "-U"));
        }
        command.add(program.toString());
        return command;
    }
}
