package io.pasarela.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductionGuardTest {

    private static final String SECRET = "killb.webhook-secret";
    private static final String SECRETS = "notifications.ticket-secrets";
    private static final String URL = "killb.url";
    private static final String GOOD_SECRET = "3f6c9b1e7a2d4850b9c8d7e6f5a4b3c2d1e0";

    @Test
    void aCompleteConfigurationStarts() {
        assertThat(faults("production", Map.of(SECRET, GOOD_SECRET, URL, "https://killb.app")))
                .isEmpty();
    }

    @Test
    void productionRefusesAPlainHttpProvider() {
        assertThat(faults("production", Map.of(SECRET, GOOD_SECRET, URL, "http://killb.app")))
                .containsExactly("killb.url is not an https URL");
    }

    @Test
    void nobodyStartsWithoutKnowingWhichProviderToCall() {
        for (String mode : List.of("production", "sandbox")) {
            assertThat(faults(mode, Map.of(SECRET, GOOD_SECRET))).containsExactly("killb.url is not set");
        }
    }

    @Test
    void productionRefusesAMissingAShortAndAnExampleSecretWithoutRepeatingIt() {
        assertThat(faults("production", Map.of(URL, "https://killb.app")))
                .containsExactly("killb.webhook-secret is not set");
        assertThat(faults("production", Map.of(SECRET, "tooshort", URL, "https://killb.app")))
                .containsExactly("killb.webhook-secret is shorter than 32 characters");
        assertThat(faults(
                        "production", Map.of(SECRET, "changeme-changeme-changeme-changeme", URL, "https://killb.app")))
                .containsExactly("killb.webhook-secret is an example value");
    }

    @Test
    void anUnknownModeIsProduction() {
        assertThat(faults("Sandbox", Map.of(SECRET, "tooshort", URL, "http://killb.app")))
                .hasSize(2);
    }

    @Test
    void theSandboxOnlyWantsItsSecretsToBeThere() {
        assertThat(faults("sandbox", Map.of(SECRET, "tooshort", URL, "http://localhost:8090")))
                .isEmpty();
        assertThat(faults("sandbox", Map.of(URL, "http://localhost:8090")))
                .containsExactly("killb.webhook-secret is not set");
    }

    @Test
    void aSecretMayStandInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), GOOD_SECRET + "\n");

        assertThat(faults("production", Map.of(SECRET + "-file", file.toString(), URL, "https://killb.app")))
                .isEmpty();
        assertThat(faults(
                        "production",
                        Map.of(SECRET + "-file", folder.resolve("none").toString(), URL, "https://killb.app")))
                .containsExactly("killb.webhook-secret is not set");
    }

    @Test
    void ofSeveralSecretsEachMustDo() {
        Map<String, String> needed = Map.of("start.requires.secrets", SECRETS);
        String other = "a1b2c3d4e5f60718293a4b5c6d7e8f901122";

        assertThat(faults("production", needed)).contains("notifications.ticket-secrets is not set");
        assertThat(faults("production", with(needed, SECRETS, GOOD_SECRET + "," + other)))
                .noneMatch(fault -> fault.contains(SECRETS));
        assertThat(faults("production", with(needed, SECRETS, GOOD_SECRET + ",short")))
                .contains("notifications.ticket-secrets has one that is shorter than 32 characters");
        assertThat(faults("production", with(needed, SECRETS, "sandbox-only-and-long-enough-to-count," + other)))
                .contains("notifications.ticket-secrets has one that is an example value");
        assertThat(faults("sandbox", with(needed, SECRETS, "short"))).noneMatch(fault -> fault.contains(SECRETS));
    }

    @Test
    void aPasswordMayHaveACommaInIt() {
        Map<String, String> needed = Map.of("start.requires.secrets", "killb.password", URL, "https://killb.app");

        assertThat(faults("production", with(needed, "killb.password", "4f0d9c1b7e,5")))
                .isEmpty();
    }

    @Test
    void whatIsNoUrlAtAllIsNamedLikeAnyOther() {
        assertThat(faults("production", Map.of(SECRET, GOOD_SECRET, URL, "https://kill b.app")))
                .containsExactly("killb.url is not an https URL");
    }

    @Test
    void aSettingThatNothingWorksWithoutIsMissed() {
        Map<String, String> needed =
                Map.of("start.requires.settings", "kafka.bootstrap.servers,quarkus.redis.hosts", SECRET, GOOD_SECRET);

        assertThat(faults(
                        "sandbox", with(with(needed, URL, "http://killb"), "quarkus.redis.hosts", "redis://localhost")))
                .containsExactly("kafka.bootstrap.servers is not set");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db:5432/ramp?sslmode=verify-full, postgresql://db/ramp?sslmode=verify-full, true",
        "jdbc:postgresql://db/ramp, postgresql://user:secret@db:5432/ramp, true",
        "jdbc:postgresql://db/ramp, vertx-reactive:postgresql://db/ramp, true",
        "jdbc:postgresql://ramp-db-rw:5432/ramp?sslmode=verify-full, postgresql://pooler:6432/ramp, true",
        "'jdbc:postgresql://a:5432,b:5432/ramp?a=b', 'postgresql://a/ramp?c=d,postgresql://b/ramp?c=d', true",
        "jdbc:postgresql://[fd00::1]/ramp, postgresql://[fd00::1]:5432/ramp, true",
        "jdbc:postgresql://db:5432/ramp_restored, postgresql://db:5432/ramp, false",
    })
    void migrationsAndTheServiceGoToOneDatabase(String jdbc, String reactive, boolean fine) {
        Map<String, String> settings = Map.of(
                SECRET,
                GOOD_SECRET,
                URL,
                "https://killb.app",
                "quarkus.datasource.jdbc.url",
                jdbc,
                "quarkus.datasource.reactive.url",
                reactive);

        assertThat(faults("production", settings).isEmpty()).isEqualTo(fine);
    }

    private static Map<String, String> with(Map<String, String> values, String key, String value) {
        Map<String, String> more = new HashMap<>(values);
        more.put(key, value);
        return more;
    }

    private static List<String> faults(String mode, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(
                Map.of("pasarela.mode", mode, "start.requires.secrets", SECRET, "start.requires.https-urls", URL));
        all.putAll(values);
        return ProductionGuard.faults(new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "of this test", 100))
                .build());
    }
}
