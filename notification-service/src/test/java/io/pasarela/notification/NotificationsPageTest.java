package io.pasarela.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.notification.access.TicketConfig;
import io.pasarela.notification.live.LiveConfig;
import io.pasarela.notification.retention.RetentionConfig;
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

/** The page about notifications lists every setting with its real default. */
class NotificationsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pasarela\\.notifications\\.[^`]+)` \\| (\\S+) \\|");

    /** Has no default, so none is told. */
    private static final String REQUIRED = "pasarela.notifications.ticket-secrets";

    @Test
    void everySettingStandsThereWithItsDefault() throws IOException {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../docs/notifications.md")))
                .results()
                .filter(row -> !row.group(2).equals("none"))
                .forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(told).isEqualTo(defaults());
    }

    private static Map<String, String> defaults() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(TicketConfig.class)
                .withMapping(LiveConfig.class)
                .withMapping(RetentionConfig.class)
                .withDefaultValue(REQUIRED, "any")
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();
        Map<String, String> defaults = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String value = config.getConfigValue(name).getValue();
            if (name.startsWith("pasarela.notifications.") && value != null && !name.equals(REQUIRED)) {
                defaults.put(name, value);
            }
        }
        return defaults;
    }
}
