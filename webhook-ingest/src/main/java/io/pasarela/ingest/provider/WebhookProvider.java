package io.pasarela.ingest.provider;

import io.pasarela.providers.webhook.WebhookKey;
import io.pasarela.providers.webhook.WebhookScheme;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A provider that may call us, made ready. */
public final class WebhookProvider {

    private final String name;
    private final WebhookScheme scheme;
    private final KeyRing keys;
    private final Networks allowed;
    private final ProviderConfig.Provider config;

    WebhookProvider(String name, WebhookScheme scheme, KeyRing keys, Networks allowed, ProviderConfig.Provider config) {
        this.name = name;
        this.scheme = scheme;
        this.keys = keys;
        this.allowed = allowed;
        this.config = config;
    }

    /** The last part of its path. */
    public String name() {
        return name;
    }

    public WebhookScheme scheme() {
        return scheme;
    }

    /** The keys that count now; when there is none, nothing can be verified, which is our fault and not the sender's. */
    public List<WebhookKey> keys(Instant now) {
        return keys.live(now);
    }

    /** Whether it may call from this address. */
    public boolean mayCallFrom(InetAddress address) {
        return allowed.isEmpty() || allowed.contains(address);
    }

    /** How long Kafka may take to acknowledge before the provider is told to deliver again. */
    public Duration acknowledgeWithin() {
        return config.acknowledgeWithin();
    }

    /** Genuine webhooks per second that are taken. */
    public long rateLimit() {
        return config.rateLimit();
    }

    /** Genuine webhooks that are taken at once after a rest. */
    public long rateLimitBurst() {
        return config.rateLimitBurst();
    }
}
