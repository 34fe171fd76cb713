package io.pasarela.quote.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * Metrics by kind of value: {@code pasarela_cache_read_seconds} with the result of every read, {@code pasarela_cache_provider_read_seconds}
 * with the outcome of every read at a provider, {@code pasarela_cache_dropped_total} and {@code pasarela_cache_superseded_total}. Kinds that are
 * not configured share the label {@code other}.
 */
@ApplicationScoped
class CacheCounts {

    private final MeterRegistry registry;
    private final Set<String> kinds;
    private final ConcurrentMap<String, Timer> timers = new ConcurrentHashMap<>();

    CacheCounts(MeterRegistry registry, CacheConfig config) {
        this.registry = registry;
        this.kinds = Set.copyOf(config.kinds().keySet());
    }

    void read(CacheKey key, CachedReads.Source source, long nanos) {
        reads(key, source).record(nanos, TimeUnit.NANOSECONDS);
    }

    Timer reads(CacheKey key, CachedReads.Source source) {
        return timer("pasarela.cache.read", key, "result", source.name().toLowerCase(Locale.ROOT));
    }

    void failed(CacheKey key, long nanos) {
        timer("pasarela.cache.read", key, "result", "failed").record(nanos, TimeUnit.NANOSECONDS);
    }

    void atProvider(CacheKey key, boolean answered, long nanos) {
        timer("pasarela.cache.provider.read", key, "outcome", answered ? "answered" : "failed")
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    void dropped(CacheKey key) {
        registry.counter("pasarela.cache.dropped", "cache", label(key)).increment();
    }

    /** A value was invalidated while it was being read. */
    void superseded(CacheKey key) {
        registry.counter("pasarela.cache.superseded", "cache", label(key)).increment();
    }

    private Timer timer(String name, CacheKey key, String tag, String value) {
        String kind = label(key);
        return timers.computeIfAbsent(
                name + ' ' + kind + ' ' + value, _ -> registry.timer(name, "cache", kind, tag, value));
    }

    private String label(CacheKey key) {
        String kind = key.kind();
        return kinds.contains(kind) ? kind : "other";
    }
}
