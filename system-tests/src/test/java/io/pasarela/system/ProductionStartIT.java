package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In production, which is what a service is in unless it is told otherwise, nobody starts half-configured. */
class ProductionStartIT {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final long PATIENCE_SECONDS = 90;

    /** @param fault what the service says of the value */
    private record Wrong(String service, String variable, String value, String fault) {}

    private static final List<Wrong> WRONG = List.of(
            new Wrong(
                    "webhook-ingest",
                    "PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE",
                    "short",
                    "pasarela.webhooks.killb.keys.current is shorter than 24 characters"),
            new Wrong(
                    "quote-service",
                    "PASARELA_PROVIDERS_KILLB_URL",
                    "http://killb.app",
                    "pasarela.providers.killb.url is not an https URL"),
            new Wrong(
                    "ramp-service",
                    "QUARKUS_OIDC_AUTH_SERVER_URL",
                    "http://login",
                    "quarkus.oidc.auth-server-url is not an https URL"),
            new Wrong(
                    "notification-service",
                    "PASARELA_NOTIFICATIONS_TICKET_SECRETS",
                    "sandbox-only-and-long-enough-for-it",
                    "pasarela.notifications.ticket-secrets has one that is an example value"));

    /** Nothing else is wrong, except that no store answers: a service that opened one before it looked at its settings would fail by that. */
    private static final Map<String, String> GOOD = Map.of(
            "QUARKUS_FLYWAY_MIGRATE_AT_START", "true",
            "QUARKUS_HTTP_PORT", "0",
            "PASARELA_PROVIDERS_KILLB_URL", "https://127.0.0.1:9",
            "QUARKUS_OIDC_AUTH_SERVER_URL", "https://127.0.0.1:9",
            "QUARKUS_DATASOURCE_PASSWORD", "4f0d9c1b7e",
            "PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "0c9a7e5d3b1f2846a8c6e4021357bdf9e8d7",
            "PASARELA_NOTIFICATIONS_TICKET_SECRETS", "a1b2c3d4e5f60718293a4b5c6d7e8f901122");

    @TempDir
    Path folder;

    @Test
    void eachServiceSaysWhatIsWrongAndEndsBeforeItMigratesOrConnects() throws IOException, InterruptedException {
        List<Process> started = new ArrayList<>();
        try {
            for (Wrong wrong : WRONG) {
                started.add(start(wrong));
            }
            for (int at = 0; at < started.size(); at++) {
                Wrong wrong = WRONG.get(at);
                assertThat(started.get(at).waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                        .as("%s ends: %s", wrong.service(), log(wrong))
                        .isTrue();
                assertThat(started.get(at).exitValue()).as(wrong.service()).isNotZero();
                assertThat(log(wrong))
                        .contains("Not started, because of the configuration: " + wrong.fault())
                        .doesNotContain("Flyway", "Connection refused");
            }
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private Process start(Wrong wrong) throws IOException {
        Path jar = ROOT.resolve(wrong.service()).resolve("target/quarkus-app/quarkus-run.jar");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        jar.toString())
                .directory(
                        Files.createDirectory(folder.resolve(wrong.service())).toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(wrong.service() + ".log").toFile());
        for (String line : Files.readAllLines(ROOT.resolve("images/without-stores.env"))) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                builder.environment().put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        builder.environment().remove("PASARELA_MODE");
        builder.environment().putAll(GOOD);
        builder.environment().put(wrong.variable(), wrong.value());
        return builder.start();
    }

    private String log(Wrong wrong) throws IOException {
        return Files.readString(folder.resolve(wrong.service() + ".log"));
    }
}
