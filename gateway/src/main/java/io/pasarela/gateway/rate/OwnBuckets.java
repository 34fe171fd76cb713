package io.pasarela.gateway.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Counts in this process alone: where no store is shared, each replica allows a client the whole limit. */
@DefaultBean
@ApplicationScoped
class OwnBuckets implements Buckets {

    private static final int CLIENTS_MAX = 20_000;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(CLIENTS_MAX)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    @Override
    public CompletionStage<Optional<ConsumptionProbe>> take(String name, Limit limit, long tokens) {
        Bucket bucket = buckets.get(name, _ -> bucket(limit));
        return CompletableFuture.completedFuture(Optional.of(bucket.tryConsumeAndReturnRemaining(tokens)));
    }

    private static Bucket bucket(Limit limit) {
        return Bucket.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .build();
    }
}
