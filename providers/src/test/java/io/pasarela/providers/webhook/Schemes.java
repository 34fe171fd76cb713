package io.pasarela.providers.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithParentName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The ready-made schemes, read as webhook-ingest reads them. */
final class Schemes {

    @ConfigMapping(prefix = "pasarela.webhook-schemes")
    interface Mapping {
        @WithParentName
        Map<String, SchemeDescriptor> byName();
    }

    private static final String OWN = "pasarela.webhook-schemes.own.";
    private static final Map<String, SchemeDescriptor> READY_MADE = read(Map.of());

    private Schemes() {}

    static Map<String, SchemeDescriptor> all() {
        return READY_MADE;
    }

    static WebhookScheme named(String name) {
        return named(name, Map.of());
    }

    static WebhookScheme named(String name, Map<String, String> parameters) {
        return new WebhookScheme(READY_MADE.get(name), parameters);
    }

    /** A scheme of one's own, written as in a configuration file, without what all its lines begin with. */
    static WebhookScheme own(String settings) {
        var lines = new HashMap<String, String>();
        settings.lines().map(line -> line.split("=", 2)).forEach(line -> lines.put(OWN + line[0], line[1]));
        return new WebhookScheme(read(lines).get("own"), Map.of());
    }

    private static Map<String, SchemeDescriptor> read(Map<String, String> more) {
        try {
            var file = Schemes.class
                    .getClassLoader()
                    .getResource("io/pasarela/providers/webhook/signature-schemes.properties");
            return new SmallRyeConfigBuilder()
                    .addDiscoveredConverters()
                    .withSources(new PropertiesConfigSource(file), new PropertiesConfigSource(more, "test", 500))
                    .withMapping(Mapping.class)
                    .build()
                    .getConfigMapping(Mapping.class)
                    .byName();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<WebhookKey> keys(WebhookScheme scheme, String... texts) {
        List<WebhookKey> keys = new ArrayList<>();
        for (String text : texts) {
            keys.add(scheme.key("key-" + (keys.size() + 1), text, null, null));
        }
        return keys;
    }

    /** A request; headers' names are case-insensitive as they are on the wire. */
    static Webhook webhook(String body, String... headers) {
        var values = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 0; i < headers.length; i += 2) {
            values.computeIfAbsent(headers[i], _ -> new ArrayList<>()).add(headers[i + 1]);
        }
        return new Webhook(name -> values.getOrDefault(name, List.of()), body.getBytes(StandardCharsets.UTF_8));
    }

    static Instant at(long second) {
        return Instant.ofEpochSecond(second);
    }
}
