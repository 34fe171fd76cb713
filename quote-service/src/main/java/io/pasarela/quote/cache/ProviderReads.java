package io.pasarela.quote.cache;

import io.pasarela.providers.ProviderFailure;
import io.smallrye.faulttolerance.api.Guard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.util.TypeLiteral;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/** Reads that no cache could answer, so many at a time and no more, whatever is asked of this replica and whether Redis is there or not. */
@ApplicationScoped
class ProviderReads {

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final TypeLiteral<Uni<Object>> UNI = new TypeLiteral<>() {};

    private final Guard bulkhead;
    private final Duration within;
    private final CacheCounts counts;

    @Inject
    ProviderReads(CacheConfig config, CacheCounts counts) {
        this(
                Guard.create()
                        .withDescription("reads for the cache")
                        .withBulkhead()
                        .limit(config.readsAtOnce())
                        .queueSize(config.readsWaiting())
                        .done()
                        .build(),
                config.readWithin(),
                counts);
    }

    ProviderReads(Guard bulkhead, Duration within, CacheCounts counts) {
        this.bulkhead = bulkhead;
        this.within = within;
        this.counts = counts;
    }

    /** Reads when it is its turn. Fails with what the provider fails with, and with {@code Unavailable} when there are too many. */
    Uni<Object> read(CacheKey key, Supplier<? extends Uni<?>> atProvider) {
        return Uni.createFrom().deferred(() -> {
            long began = System.nanoTime();
            return bulkhead.get(() -> atProvider.get().map(value -> (Object) value), UNI)
                    .ifNoItem()
                    .after(within)
                    .failWith(() -> new ProviderFailure.Unavailable(
                            "The read took too long.", ProviderFailure.Unavailable.Why.TIMED_OUT, SOON, null))
                    .onFailure(BulkheadException.class)
                    .transform(_ -> new ProviderFailure.Unavailable(
                            "Too much is being read at the moment.",
                            ProviderFailure.Unavailable.Why.HELD_BACK,
                            SOON,
                            null))
                    .onItemOrFailure()
                    .invoke((_, failure) -> counts.atProvider(key, failure == null, System.nanoTime() - began));
        });
    }
}
