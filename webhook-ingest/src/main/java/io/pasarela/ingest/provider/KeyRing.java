package io.pasarela.ingest.provider;

import io.pasarela.providers.webhook.WebhookKey;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** A provider's keys. Whoever asks sees those of the last reading. */
final class KeyRing {

    private final List<WebhookKey> configured;
    private volatile List<WebhookKey> all;

    KeyRing(List<WebhookKey> configured) {
        this.configured = List.copyOf(configured);
        this.all = this.configured;
    }

    /** The keys that count now. */
    List<WebhookKey> live(Instant now) {
        List<WebhookKey> keys = all;
        for (WebhookKey key : keys) {
            if (!key.isLive(now)) {
                return keys.stream().filter(k -> k.isLive(now)).toList();
            }
        }
        return keys;
    }

    /** Replaces the keys from files; those of the configuration stay. */
    void mounted(List<WebhookKey> keys) {
        all = Stream.concat(configured.stream(), keys.stream()).toList();
    }
}
