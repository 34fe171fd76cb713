package io.pasarela.quote.cache;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Settings of the caches. What they do together is told in docs/caching.md. */
@ConfigMapping(prefix = "pasarela.quote.cache")
public interface CacheConfig {

    /**
     * By kind, the second word of a key: {@code pairs}, {@code banks}, {@code balances}, {@code user}. Their defaults stand in
     * {@code application.properties}; the lifetimes are the providers' own advice to integrators.
     */
    Map<String, Kind> kinds();

    /**
     * How long values of this kind are fresh, before jitter.
     *
     * @throws IllegalStateException when the kind is not configured
     */
    default Duration ttl(String kind) {
        Kind configured = kinds().get(kind);
        if (configured == null) {
            throw new IllegalStateException("pasarela.quote.cache.kinds.%s is not configured".formatted(kind));
        }
        return configured.ttl();
    }

    /** One kind of value. */
    interface Kind {

        /** How long a value is served as fresh, before jitter. */
        Duration ttl();

        /** How much longer it is kept for when the provider cannot be asked. */
        @WithDefault("0S")
        Duration stale();
    }

    /** How long an empty list of banks is fresh, before jitter, if its kind's lifetime is not shorter: it may be a moment's mistake. */
    @WithDefault("5M")
    Duration emptyTtl();

    /** How far a lifetime may be shortened or lengthened by chance, so that what was read together is not read again together; 0 to 50. */
    @WithDefault("10")
    int jitterPercent();

    /** How long Redis may take for one command. */
    @WithDefault("PT0.5S")
    Duration redisWithin();

    /** How long a replica waits for what another one is reading, before it reads by itself. */
    @WithDefault("5S")
    Duration waitForOthers();

    /** How long one read at the provider may take, waiting for a place in the bulkhead included. */
    @WithDefault("15S")
    Duration readWithin();

    /**
     * How long a replica remembers a failure, and without Redis also a value. Together with the network's way it must stay below a second,
     * because nobody can take it back from another replica.
     */
    @WithDefault("PT0.5S")
    Duration linger();

    /** Reads at the provider at the same time, per replica. */
    @WithDefault("16")
    int readsAtOnce();

    /** Reads that may wait for their turn, per replica; what comes on top is turned away. */
    @WithDefault("256")
    int readsWaiting();
}
