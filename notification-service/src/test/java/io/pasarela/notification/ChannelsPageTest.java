package io.pasarela.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.notification.delivery.DeliveryConfig;
import io.pasarela.notification.email.EmailConfig;
import io.pasarela.notification.outbound.OutboundConfig;
import io.pasarela.notification.outbound.SendError;
import io.pasarela.notification.push.PushConfig;
import io.pasarela.notification.webhook.WebhookConfig;
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

/** The page about channels lists every setting with its real default, and the one about webhooks every error. */
class ChannelsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(pasarela\\.channels\\.[^`]+)` \\| (\\S+) \\|");

    @Test
    void everySettingStandsThereWithItsDefault() throws IOException {
        Map<String, String> told = new TreeMap<>();
        ROW.matcher(Files.readString(Path.of("../docs/channels.md")))
                .results()
                .filter(row -> !row.group(2).equals("none"))
                .forEach(row -> told.put(row.group(1), row.group(2)));

        assertThat(told).isEqualTo(defaults());
    }

    @Test
    void everyErrorOfAnAttemptIsExplained() throws IOException {
        String page = Files.readString(Path.of("../docs/outbound-webhooks.md"));

        for (SendError error : SendError.values()) {
            assertThat(page).contains("`" + error + "`");
        }
    }

    private static Map<String, String> defaults() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withMapping(OutboundConfig.class)
                .withMapping(DeliveryConfig.class)
                .withMapping(WebhookConfig.class)
                .withMapping(EmailConfig.class)
                .withMapping(PushConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .build();
        Map<String, String> defaults = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String value = config.getConfigValue(name).getValue();
            if (name.startsWith("pasarela.channels.") && value != null) {
                defaults.put(name, value);
            }
        }
        return defaults;
    }
}
