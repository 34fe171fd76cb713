package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** In production, which is what a service is in unless it is told otherwise, nobody starts half-configured. */
class ProductionStartIT {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "webhook-ingest, PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE, short, pasarela.webhooks.killb.keys.current is shorter than 24 characters",
        "quote-service, PASARELA_PROVIDERS_KILLB_URL, http://killb.app, pasarela.providers.killb.url is not an https URL",
        "quote-service, PASARELA_PROVIDERS_KILLB_PASSWORD, '', pasarela.providers.killb.password is not set",
        "ramp-service, QUARKUS_OIDC_AUTH_SERVER_URL, http://login, quarkus.oidc.auth-server-url is not an https URL",
        "ramp-service, PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET, sandbox-only-secret-of-fingerprints, fingerprint-secret is an example value",
        "notification-service, PASARELA_NOTIFICATIONS_TICKET_SECRETS, sandbox-only-and-long-enough-for-it, ticket-secrets has one that is an example value",
        "notification-service, QUARKUS_DATASOURCE_PASSWORD, none, quarkus.datasource.password is shorter than 8 characters"
    })
    void aServiceSaysWhatIsWrongAndEnds(String service, String variable, String value, String fault)
            throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        ROOT.resolve(service)
                                .resolve("target/quarkus-app/quarkus-run.jar")
                                .toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        variables().forEach(line -> {
            int equals = line.indexOf('=');
            builder.environment().put(line.substring(0, equals), line.substring(equals + 1));
        });
        builder.environment().remove("PASARELA_MODE");
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        builder.environment().put(variable, value);

        Process process = builder.start();

        try {
            assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as(Files.readString(log))
                    .isTrue();
            assertThat(process.exitValue()).isNotZero();
            assertThat(Files.readString(log)).contains("Not started, because of the configuration", fault);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Enough to start without any store. */
    private static List<String> variables() throws IOException {
        return Files.readAllLines(ROOT.resolve("images/without-stores.env")).stream()
                .filter(line -> line.contains("=") && !line.startsWith("#"))
                .toList();
    }
}
