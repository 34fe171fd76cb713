package io.pasarela.gateway.rate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts what clients ask against their limits. Answers on the Vert.x context that asked; empty when it is not counted, and let through. */
@ApplicationScoped
public class Rates {

    private final Buckets buckets;
    private final boolean enabled;
    private final Limit requests;
    private final Limit prices;

    Rates(Buckets buckets, RateConfig config) {
        this.buckets = buckets;
        this.enabled = config.enabled();
        this.requests =
                new Limit(config.requests().perSecond(), config.requests().burst());
        this.prices = new Limit(config.prices().perSecond(), config.prices().burst());
    }

    /** Counts a request of any kind. What is not allowed is not counted. */
    public CompletionStage<Optional<Standing>> request(String client) {
        return counted("requests:" + client, requests, 1);
    }

    /** Counts so many prices, more than 0, or none of them when they are not all allowed. */
    CompletionStage<Optional<Standing>> prices(String client, int count) {
        return counted("prices:" + client, prices, count);
    }

    /** Counts one of a kind that is limited by itself. @param name of the bucket, for example {@code codes:<client>} */
    public CompletionStage<Optional<Standing>> take(String name, Limit limit) {
        return counted(name, limit, 1);
    }

    Limit requests() {
        return requests;
    }

    Limit prices() {
        return prices;
    }

    private CompletionStage<Optional<Standing>> counted(String name, Limit limit, int count) {
        if (!enabled) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        // What is larger than the bucket would never be allowed; it may take all that there is.
        return buckets.take(name, limit, Math.min(count, limit.burst()))
                .thenApply(probe -> probe.map(counted -> Standing.of(counted, limit.burst())));
    }
}
