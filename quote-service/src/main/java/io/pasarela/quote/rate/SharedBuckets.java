package io.pasarela.quote.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimization;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.pasarela.gateway.rate.Buckets;
import io.pasarela.gateway.rate.Limit;
import io.pasarela.quote.cache.RedisLink;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Token buckets in Redis. Large ones are counted here first and settled with Redis ten times a second, so that a request costs no round trip;
 * small ones are exact, and those who ask for one at the same time ask Redis together: else a crowd would hinder one another until nobody is counted.
 * Without Redis everything is let through: a client must not be refused because a cache is gone.
 */
@ApplicationScoped
class SharedBuckets implements Buckets {

    private static final Logger LOG = Logger.getLogger(SharedBuckets.class);
    private static final int CLIENTS_MAX = 20_000;
    private static final Duration SETTLE_WITHIN = Duration.ofMillis(100);

    /** Nobody waits longer for Redis than this before being let through. */
    private static final Duration COUNT_WITHIN = Duration.ofMillis(200);

    /** Below this burst every request asks Redis. */
    private static final long EXACT_BELOW = 1_000;

    private final RedisBuckets store;
    private final Cache<String, AsyncBucketProxy> buckets = Caffeine.newBuilder()
            .maximumSize(CLIENTS_MAX)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    SharedBuckets(RedisLink redis) {
        this.store = new RedisBuckets(redis);
    }

    @Override
    public CompletionStage<Optional<ConsumptionProbe>> take(String name, Limit limit, long tokens) {
        CompletableFuture<ConsumptionProbe> counted = counted(name, limit, tokens);
        return counted.isDone() && !counted.isCompletedExceptionally()
                ? CompletableFuture.completedFuture(Optional.of(counted.join()))
                : settled(counted);
    }

    private CompletableFuture<ConsumptionProbe> counted(String name, Limit limit, long tokens) {
        try {
            return buckets.get(name, _ -> bucket(name, limit)).tryConsumeAndReturnRemaining(tokens);
        } catch (RuntimeException e) {
            LOG.warn("a request could not be counted", e);
            return CompletableFuture.failedFuture(e);
        }
    }

    // One settlement answers many requests, each of which goes on where it came from.
    private static CompletionStage<Optional<ConsumptionProbe>> settled(CompletableFuture<ConsumptionProbe> counted) {
        Context caller = Vertx.currentContext();
        CompletableFuture<Optional<ConsumptionProbe>> answer = new CompletableFuture<>();
        var _ = counted.thenApply(Optional::of)
                .completeOnTimeout(Optional.empty(), COUNT_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionally(_ -> Optional.empty())
                .thenAccept(probe -> {
                    if (caller == null) {
                        answer.complete(probe);
                    } else {
                        caller.runOnContext(_ -> answer.complete(probe));
                    }
                });
        return answer;
    }

    // A bucket in Redis keeps the limit that it was made with, so a changed limit is another bucket.
    private AsyncBucketProxy bucket(String name, Limit limit) {
        var configuration = BucketConfiguration.builder()
                .addLimit(bandwidth ->
                        bandwidth.capacity(limit.burst()).refillGreedy(limit.perSecond(), Duration.ofSeconds(1)))
                .build();
        Optimization together = limit.burst() < EXACT_BELOW
                ? Optimizations.batching()
                : Optimizations.delaying(new DelayParameters(limit.burst() / 100, SETTLE_WITHIN));
        String key = "rate:%s:%d/%d".formatted(name, limit.perSecond(), limit.burst());
        return store.asAsync()
                .builder()
                .withOptimization(together)
                .build(key, () -> CompletableFuture.completedFuture(configuration));
    }
}
