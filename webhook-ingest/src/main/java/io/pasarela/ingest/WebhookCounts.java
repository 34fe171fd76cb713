package io.pasarela.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Metrics by provider: {@code pasarela_webhooks_total} with the outcome, and {@code pasarela_webhook_acknowledgement_seconds}, from the
 * body's last byte to the answer. Only known providers become a label.
 */
@ApplicationScoped
class WebhookCounts {

    /** What a webhook can come to. */
    enum Outcome {
        PUBLISHED,
        DUPLICATE,
        REFUSED,
        UNAVAILABLE,
        RATE_LIMITED,
        NOT_READ
    }

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Counter> counters = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

    WebhookCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String provider, Outcome outcome) {
        counters.computeIfAbsent(
                        provider + " " + outcome,
                        _ -> registry.counter(
                                "pasarela.webhooks",
                                "provider",
                                provider,
                                "outcome",
                                outcome.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    void acknowledged(String provider, long nanos) {
        timers.computeIfAbsent(
                        provider,
                        _ -> Timer.builder("pasarela.webhook.acknowledgement")
                                .tag("provider", provider)
                                .serviceLevelObjectives(
                                        Duration.ofMillis(5),
                                        Duration.ofMillis(20),
                                        Duration.ofMillis(100),
                                        Duration.ofMillis(500),
                                        Duration.ofSeconds(2),
                                        Duration.ofSeconds(4))
                                .register(registry))
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
