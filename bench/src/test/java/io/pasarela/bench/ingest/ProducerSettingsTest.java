package io.pasarela.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;

class ProducerSettingsTest {
    /** These say what is sent, not how. */
    private static final Set<String> NOT_COMPARED = Set.of("key.serializer", "value.serializer");

    @Test
    void theBareServerPublishesAsTheServiceDoes() throws Exception {
        Path properties =
                SandboxOptions.enclosingCheckout().resolve("webhook-ingest/src/main/resources/application.properties");
        var ofTheService = new HashMap<String, String>();
        for (String line : Files.readAllLines(properties)) {
            for (String setting : ProducerConfig.configNames()) {
                if (line.matches("(mp\\.messaging\\.outgoing|kafka)\\..*\\." + setting.replace(".", "\\.") + "=.*")
                        && !NOT_COMPARED.contains(setting)) {
                    ofTheService.put(
                            setting, line.substring(line.indexOf('=') + 1).strip());
                }
            }
        }

        assertThat(ProducerSettings.OF_THE_SERVICE).containsAllEntriesOf(ofTheService);
    }
}
