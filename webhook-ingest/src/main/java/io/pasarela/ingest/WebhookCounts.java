package io.pasarela.ingest;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.providers.WebhookVerifier.Reason;
import jakarta.enterprise.context.ApplicationScoped;

/** Metric {@code pasarela_webhooks_total} by provider, outcome and reason. Only known providers become a label. */
@ApplicationScoped
class WebhookCounts {

    private final MeterRegistry registry;

    WebhookCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void published(String provider) {
        count(provider, "published", "");
    }

    void refused(String provider, Reason reason) {
        count(provider, "refused", reason.name());
    }

    void unavailable(String provider) {
        count(provider, "unavailable", "");
    }

    private void count(String provider, String outcome, String reason) {
        registry.counter("pasarela.webhooks", "provider", provider, "outcome", outcome, "reason", reason)
                .increment();
    }
}
