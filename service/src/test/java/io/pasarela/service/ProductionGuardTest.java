package io.pasarela.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.service.ProductionGuard.GuardConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionGuardTest {

    private static final String SECRET = "killb.webhook-secret";
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

    private static List<String> faults(String mode, Map<String, String> values) {
        return ProductionGuard.faults(new Guard(mode), key -> Optional.ofNullable(values.get(key)));
    }

    private record Guard(String mode) implements GuardConfig {
        @Override
        public Optional<List<String>> requiredSecrets() {
            return Optional.of(List.of(SECRET));
        }

        @Override
        public Optional<List<String>> secureUrls() {
            return Optional.of(List.of(URL));
        }
    }
}
