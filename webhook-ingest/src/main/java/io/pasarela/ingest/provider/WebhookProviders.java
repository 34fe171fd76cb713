package io.pasarela.ingest.provider;

import io.pasarela.ingest.provider.ProviderConfig.Provider;
import io.pasarela.providers.webhook.SchemeDescriptor;
import io.pasarela.providers.webhook.WebhookKey;
import io.pasarela.providers.webhook.WebhookScheme;
import io.pasarela.service.Secrets;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Every provider that may call us. Refuses to start when any of them is configured so that it cannot work, and names every fault. */
@Singleton
public class WebhookProviders {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    private static final Duration REFRESH = Duration.ofSeconds(2);

    private final Map<String, WebhookProvider> byName = new HashMap<>();
    private final List<KeyFiles> files = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final boolean production;
    private final Vertx vertx;

    WebhookProviders(ProviderConfig config, Vertx vertx) {
        this.vertx = vertx;
        this.production = !config.mode().equals("sandbox");
        new TreeMap<>(config.webhooks()).forEach((name, provider) -> add(name, provider, config.webhookSchemes()));
    }

    void onStart(@Observes StartupEvent event) {
        if (byName.isEmpty() && faults.isEmpty()) {
            faults.add("pasarela.webhooks names no provider, so nobody could deliver a webhook");
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Not started, because of the configuration: " + String.join("; ", faults));
        }
        if (!files.isEmpty()) {
            vertx.setPeriodic(
                    REFRESH.toMillis(),
                    _ -> vertx.executeBlocking(() -> {
                        files.forEach(KeyFiles::refresh);
                        return null;
                    }));
        }
    }

    /** Null when there is no such provider. */
    public @Nullable WebhookProvider find(String name) {
        return byName.get(name);
    }

    private void add(String name, Provider config, Map<String, SchemeDescriptor> schemes) {
        String setting = "pasarela.webhooks." + name;
        if (!NAME.matcher(name).matches()) {
            faults.add(setting + " has a name that is not made of small letters, digits and hyphens");
            return;
        }
        SchemeDescriptor descriptor = schemes.get(config.scheme());
        if (descriptor == null) {
            faults.add("%s.scheme names %s, which is none of %s"
                    .formatted(
                            setting,
                            config.scheme(),
                            schemes.keySet().stream().sorted().toList()));
            return;
        }
        try {
            WebhookScheme scheme = new WebhookScheme(descriptor, config.parameters());
            KeyRing keys = keys(name, setting, config, scheme);
            Networks allowed = Networks.of(config.allowedAddresses().orElse(List.of()));
            byName.put(name, new WebhookProvider(name, scheme, keys, allowed, config));
        } catch (IllegalArgumentException e) {
            faults.add("%s: %s".formatted(setting, e.getMessage()));
        }
    }

    private KeyRing keys(String name, String setting, Provider config, WebhookScheme scheme) {
        List<WebhookKey> keys = new ArrayList<>();
        config.keys().forEach((id, key) -> {
            try {
                keys.add(key(
                        scheme,
                        id,
                        key.value(),
                        key.notBefore().orElse(null),
                        key.notAfter().orElse(null)));
            } catch (IllegalArgumentException e) {
                faults.add("%s.keys.%s %s".formatted(setting, id, e.getMessage()));
            }
        });
        KeyRing ring = new KeyRing(keys);
        config.keyDirectory().ifPresent(folder -> {
            KeyFiles mounted =
                    new KeyFiles(name, folder, (id, text, from, to) -> key(scheme, id, text, from, to), ring);
            mounted.start().forEach(fault -> faults.add("%s.key-directory: %s".formatted(setting, fault)));
            files.add(mounted);
        });
        if (config.keys().isEmpty() && config.keyDirectory().isEmpty()) {
            faults.add(setting + " has neither keys nor key-directory");
        }
        return ring;
    }

    private WebhookKey key(
            WebhookScheme scheme, String id, String text, @Nullable Instant notBefore, @Nullable Instant notAfter) {
        if (production && scheme.hasSharedSecret()) {
            Secrets.weakness(text, Secrets.PROVIDERS_KEY_LENGTH_MIN).ifPresent(weakness -> {
                throw new IllegalArgumentException(weakness);
            });
        }
        return scheme.key(id, text, notBefore, notAfter);
    }
}
