package io.pasarela.quote.cache;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is read at a provider and kept in Redis for a while. However many ask for a key at once, on however many replicas, one of them reads it
 * and all are told. Without Redis every replica reads for itself: slower, never wrong.
 */
@ApplicationScoped
public class CachedReads {

    /** Where a value came from. */
    public enum Source {
        /** It was kept, and is fresh. */
        HIT,
        /** It was read at the provider for this caller. */
        MISS,
        /** It was read at the provider for somebody else who asked at the same time. */
        SHARED,
        /** It is no longer fresh, and the provider cannot be asked. */
        STALE
    }

    /**
     * A value and when it was read at the provider.
     *
     * @param ttl how long after that it is fresh, jitter included
     * @param tag the same for the same value, 16 characters of base64url
     */
    public record Cached<T>(T value, Instant readAt, Duration ttl, String tag, Source source) {

        /** Whole seconds since it was read, 0 or more. */
        public long ageSeconds(Instant now) {
            return Math.max(0, Duration.between(readAt, now).toSeconds());
        }

        private Cached<T> from(Source other) {
            return new Cached<>(value, readAt, ttl, tag, other);
        }
    }

    /** One key, for those who look at it again and again. */
    public final class Watched {

        private final CacheKey key;
        private final Timer hits;

        private Watched(CacheKey key) {
            this.key = key;
            this.hits = counts.reads(key, Source.HIT);
        }

        /**
         * Looks at what is kept, as it is after this call, and asks no provider. To be called on an event loop.
         *
         * @param told on the same event loop; the JSON as it is kept, or empty when it has to be {@link #read}
         */
        public void look(Consumer<Optional<Cached<String>>> told) {
            looks.look(
                    key,
                    found -> told.accept(found.filter(entry -> entry.isFresh(Instant.now()))
                            .map(entry ->
                                    new Cached<>(entry.json(), entry.readAt(), entry.ttl(), entry.tag(), Source.HIT))));
        }

        /** Counts a look that was enough as the read that it stood for. */
        public void used(long nanos) {
            hits.record(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** How often a caller reads again because what it was given was invalidated meanwhile. */
    private static final int AGAIN_MAX = 3;

    private final ReadThrough through;
    private final CacheStore store;
    private final CacheCounts counts;
    private final Looks looks;
    private final Flights<ReadThrough.Landing> flights;

    CachedReads(ReadThrough through, CacheStore store, CacheCounts counts, CacheConfig config) {
        this.through = through;
        this.store = store;
        this.counts = counts;
        this.looks = new Looks(store);
        this.flights = new Flights<>(config.linger(), (landing, _) -> landing == null || landing.lingers());
    }

    /** The value of a key whose lifetime does not depend on it: {@link #read(String, Function, TypeReference, Supplier)}. */
    public <T> Uni<Cached<T>> read(String key, Duration ttl, TypeReference<T> type, Supplier<Uni<T>> atProvider) {
        return read(key, _ -> ttl, type, atProvider);
    }

    /**
     * The value of this key: kept, or read at the provider now. Fails with what the provider fails with, when no older value is at hand that may
     * stand in.
     *
     * @param key {@code {provider}:{kind}} or {@code {provider}:{kind}:{which}}, always with the same type; up to 200 visible ASCII characters
     *     without braces, built from checked input only
     * @param ttl how long a value is fresh, before jitter; from 1 ms
     * @param atProvider called at most once at a time for one key over all replicas
     * @throws IllegalArgumentException for another key
     */
    public <T> Uni<Cached<T>> read(
            String key, Function<T, Duration> ttl, TypeReference<T> type, Supplier<Uni<T>> atProvider) {
        CacheKey checked = new CacheKey(key);
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            Uni<Cached<T>> landed = landed(checked, () -> through.read(checked, ttl, type, atProvider), AGAIN_MAX);
            return told(landed).onItemOrFailure().invoke((cached, failure) -> {
                long nanos = System.nanoTime() - began;
                if (failure == null) {
                    counts.read(checked, cached.source(), nanos);
                } else {
                    counts.failed(checked, nanos);
                }
            });
        });
    }

    /** @param key as for {@link #read} */
    public Watched watched(String key) {
        return new Watched(new CacheKey(key));
    }

    /**
     * Makes the next read go to the provider, also when one is under way. Fails when Redis cannot be told; then it must be tried again, or an old
     * value may be served until it expires.
     */
    public Uni<Void> drop(String key) {
        CacheKey checked = new CacheKey(key);
        return Uni.createFrom().deferred(() -> {
            flights.forget(key);
            return store.drop(checked).invoke(() -> {
                flights.forget(key);
                counts.dropped(checked);
            });
        });
    }

    private <T> Uni<Cached<T>> landed(CacheKey key, Supplier<Uni<ReadThrough.Landing>> read, int againMax) {
        return flights.join(key.text(), read, ReadThrough.Landing::joined).flatMap(landing -> {
            if (landing.superseded() && againMax > 0) {
                return landed(key, read, againMax - 1);
            }
            @SuppressWarnings("unchecked") // a key is always read with the same type
            Cached<T> cached = (Cached<T>) landing.cached();
            return Uni.createFrom().item(cached);
        });
    }

    // A shared read ends on the thread of whoever began it; each caller goes on where it came from.
    private static <T> Uni<T> told(Uni<T> shared) {
        Context context = Vertx.currentContext();
        return context == null ? shared : shared.emitOn(then -> context.runOnContext(_ -> then.run()));
    }

    static <T> Cached<T> joined(Cached<T> cached) {
        return cached.source() == Source.MISS ? cached.from(Source.SHARED) : cached;
    }
}
