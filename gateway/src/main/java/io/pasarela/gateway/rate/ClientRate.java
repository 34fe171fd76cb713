package io.pasarela.gateway.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a request costs its client, and how the client stands after it. */
@RequestScoped
public class ClientRate {

    private final Buckets buckets;
    private final boolean enabled;
    private final Limit requests;
    private final Limit prices;
    private volatile @Nullable Standing told;

    ClientRate(Buckets buckets, RateConfig config) {
        this.buckets = buckets;
        this.enabled = config.enabled();
        this.requests =
                new Limit(config.requests().perSecond(), config.requests().burst());
        this.prices = new Limit(config.prices().perSecond(), config.prices().burst());
    }

    /** Counts a request. Fails with {@link ProblemCode#RATE_LIMITED}. */
    Uni<Void> request(String client) {
        return charged("requests:" + client, requests, 1);
    }

    /** Counts so many prices, more than 0. Fails with {@link ProblemCode#RATE_LIMITED}, and then none is counted. */
    public Uni<Void> prices(Caller caller, int count) {
        return charged("prices:" + caller.client(), prices, count);
    }

    /** The limit that the client should hear of; empty when nothing was counted. */
    Optional<Standing> told() {
        return Optional.ofNullable(told);
    }

    private Uni<Void> charged(String name, Limit limit, int count) {
        if (!enabled) {
            return Uni.createFrom().voidItem();
        }
        // What is larger than the bucket would never be allowed; it may take all that there is.
        return buckets.take(name, limit, Math.min(count, limit.burst()))
                .invoke(probe -> probe.ifPresent(counted -> note(counted, limit)))
                .replaceWithVoid();
    }

    private void note(ConsumptionProbe probe, Limit limit) {
        Standing standing = Standing.of(probe, limit.burst());
        if (standing.isTighterThan(told)) {
            told = standing;
        }
        if (standing.retryAfter() != null) {
            throw ProblemException.retry(
                    ProblemCode.RATE_LIMITED,
                    "This client asks too much: %d a second in the long run, %d at once."
                            .formatted(limit.perSecond(), limit.burst()),
                    standing.retryAfter());
        }
    }
}
