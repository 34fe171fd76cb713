package io.pasarela.ingest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Metrics by provider: {@code pasarela_webhooks_total} with the outcome, and {@code pasarela_webhook_acknowledgement_seconds}, from the
 * body's last byte to the answer. Only known providers become a label.
 */
@Singleton
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

    /** One provider's. */
    private record Meters(Map<Outcome, Counter> counters, Timer acknowledgement) {}

    private final MeterRegistry registry;
    private final ConcurrentMap<String, Meters> byProvider = new ConcurrentHashMap<>();

    WebhookCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String provider, Outcome outcome) {
        counter(meters(provider), outcome).increment();
    }

    /** Counts one that was published. @param nanos from the body's last byte to the answer */
    void published(String provider, long nanos) {
        Meters meters = meters(provider);
        counter(meters, Outcome.PUBLISHED).increment();
        meters.acknowledgement().record(nanos, TimeUnit.NANOSECONDS);
    }

    private static Counter counter(Meters meters, Outcome outcome) {
        return Objects.requireNonNull(meters.counters().get(outcome));
    }

    private Meters meters(String provider) {
        Meters known = byProvider.get(provider);
        return known == null ? byProvider.computeIfAbsent(provider, this::register) : known;
    }

    private Meters register(String provider) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    registry.counter(
                            "pasarela.webhooks",
                            "provider",
                            provider,
                            "outcome",
                            outcome.name().toLowerCase(Locale.ROOT)));
        }
        return new Meters(
                counters,
                Timer.builder("pasarela.webhook.acknowledgement")
                        .tag("provider", provider)
                        .serviceLevelObjectives(
                                Duration.ofMillis(5),
                                Duration.ofMillis(20),
                                Duration.ofMillis(100),
                                Duration.ofMillis(500),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(4))
                        .register(registry));
    }
}
