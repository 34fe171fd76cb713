package io.pasarela.ingest.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.distributed.AsyncBucketProxy;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import io.github.bucket4j.distributed.proxy.optimization.DelayParameters;
import io.github.bucket4j.distributed.proxy.optimization.Optimizations;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.pasarela.ingest.IngestConfig;
import io.pasarela.ingest.provider.WebhookProvider;
import io.pasarela.ingest.store.RedisLink;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * How much one address, and one provider, may send, shared by all replicas through Redis. Large limits are counted here first and settled
 * with Redis ten times a second, so that a request costs no round trip. Without Redis everything is let through: a webhook must not be
 * lost because a cache is.
 */
@ApplicationScoped
public class RateLimits {

    /** Nobody waits: there are tokens. */
    private static final Future<Long> NO_WAIT = Future.succeededFuture(0L);

    private static final Duration SETTLE_WITHIN = Duration.ofMillis(100);

    /** Below this burst, every request asks Redis, so that a small limit is exact. */
    private static final long EXACT_BELOW = 1_000;

    /** Addresses that are remembered here at once; a flood from more of them only costs round trips. */
    private static final int ADDRESSES_MAX = 20_000;

    /** Whoever has an IPv6 address usually has all that share its first 64 bits. */
    private static final int IPV6_PREFIX_BYTES = 8;

    private final RedisLink redis;
    private final Vertx vertx;
    private final IngestConfig.RateLimits config;
    private final Cache<String, AsyncBucketProxy> buckets = Caffeine.newBuilder()
            .maximumSize(ADDRESSES_MAX)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();

    RateLimits(RedisLink redis, IngestConfig config, Vertx vertx) {
        this.redis = redis;
        this.vertx = vertx;
        this.config = config.rateLimits();
    }

    /** Seconds until this address may go on; 0 when it may now. Never fails; tells on the event loop of whoever asks. */
    public Future<Long> secondsToWait(InetAddress address) {
        return config.enabled()
                ? take("address:" + network(address), config.perAddress(), config.perAddressBurst())
                : NO_WAIT;
    }

    /** Seconds until one more genuine webhook of this provider is taken; 0 when it is now. Otherwise like the above. */
    public Future<Long> secondsToWait(WebhookProvider provider) {
        return config.enabled()
                ? take("provider:" + provider.name(), provider.rateLimit(), provider.rateLimitBurst())
                : NO_WAIT;
    }

    private Future<Long> take(String name, long perSecond, long burst) {
        if (!redis.isUsable()) {
            return NO_WAIT;
        }
        CompletableFuture<ConsumptionProbe> probe =
                buckets.get(name, _ -> bucket(name, perSecond, burst)).tryConsumeAndReturnRemaining(1);
        if (probe.isDone() && !probe.isCompletedExceptionally()) {
            return wait(probe.join());
        }
        return Future.fromCompletionStage(probe, vertx.getOrCreateContext())
                .compose(RateLimits::wait)
                .recover(failure -> {
                    redis.failed(failure);
                    return NO_WAIT;
                });
    }

    private static Future<Long> wait(ConsumptionProbe probe) {
        if (probe.isConsumed()) {
            return NO_WAIT;
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill());
        return Future.succeededFuture(Math.max(1, seconds));
    }

    // A bucket in Redis keeps the limit that it was made with, so a changed limit is another bucket.
    private AsyncBucketProxy bucket(String name, long perSecond, long burst) {
        var limit = BucketConfiguration.builder()
                .addLimit(bandwidth -> bandwidth.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
        String key = "{webhooks}:rate:%s:%d/%d".formatted(name, perSecond, burst);
        var builder = manager().builder();
        if (burst >= EXACT_BELOW) {
            builder.withOptimization(Optimizations.delaying(new DelayParameters(burst / 100, SETTLE_WITHIN)));
        }
        return builder.build(key.getBytes(StandardCharsets.UTF_8), () -> CompletableFuture.completedFuture(limit));
    }

    private AsyncProxyManager<byte[]> manager() {
        return Bucket4jLettuce.casBasedBuilder(redis.commands())
                .expirationAfterWrite(
                        ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10)))
                .build()
                .asAsync();
    }

    private static String network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_PREFIX_BYTES))
                : address.getHostAddress();
    }
}
