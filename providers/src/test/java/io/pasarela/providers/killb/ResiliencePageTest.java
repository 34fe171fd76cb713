package io.pasarela.providers.killb;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.providers.calls.CallsConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about resilience lists every setting with its real default. */
class ResiliencePageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pasarela\\.providers\\.[^`]+)` \\| (\\S+) \\|");

    @Test
    void everySettingStandsThereWithItsDefault() throws IOException {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../docs/providers-resilience.md")))
                .results()
                .forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(told).isEqualTo(defaults());
    }

    private static Map<String, String> defaults() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(CallsConfig.class)
                .withMapping(KillbConfig.class)
                .withDefaultValue("pasarela.providers.killb.url", "https://127.0.0.1:9")
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();
        Map<String, String> defaults = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String value = config.getConfigValue(name).getValue();
            // Where KillB is, is no matter of resilience.
            if (name.startsWith("pasarela.providers.") && value != null && !name.endsWith(".url")) {
                defaults.put(name, value);
            }
        }
        return defaults;
    }
}
