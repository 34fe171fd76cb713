package io.pasarela.quote.rate;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ClientSideConfig;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AbstractCompareAndSwapBasedProxyManager;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.AsyncCompareAndSwapOperation;
import io.github.bucket4j.distributed.proxy.generic.compare_and_swap.CompareAndSwapOperation;
import io.github.bucket4j.distributed.remote.RemoteBucketState;
import io.pasarela.quote.cache.RedisLink;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Bucket4j over the Redis client that the service has anyway; the library's own bindings would bring a second one. */
final class RedisBuckets extends AbstractCompareAndSwapBasedProxyManager<String> {

    private static final ExpirationAfterWriteStrategy UNTIL_FULL =
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(Duration.ofSeconds(10));

    private static final String SWAP = """
            local now = redis.call('get', KEYS[1])
            if (now or '') ~= ARGV[1] then return 0 end
            redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
            return 1
            """;

    private final RedisLink redis;

    RedisBuckets(RedisLink redis) {
        super(ClientSideConfig.getDefault().withExpirationAfterWriteStrategy(UNTIL_FULL));
        this.redis = redis;
    }

    @Override
    protected AsyncCompareAndSwapOperation beginAsyncCompareAndSwapOperation(String key) {
        return new AsyncCompareAndSwapOperation() {
            @Override
            public CompletableFuture<Optional<byte[]>> getStateData(Optional<Long> timeoutNanos) {
                return redis.ask(api -> api.get(key))
                        .map(state -> Optional.ofNullable(state).map(text -> bytes(text.toString())))
                        .subscribeAsCompletionStage();
            }

            @Override
            public CompletableFuture<Boolean> compareAndSwap(
                    byte @Nullable [] original, byte[] next, RemoteBucketState state, Optional<Long> timeoutNanos) {
                String ttl =
                        Long.toString(Math.max(1, UNTIL_FULL.calculateTimeToLiveMillis(state, currentTimeNanos())));
                List<String> swap = List.of(SWAP, "1", key, original == null ? "" : text(original), text(next), ttl);
                return redis.ask(api -> api.eval(swap))
                        .map(swapped -> swapped != null && swapped.toInteger() == 1)
                        .subscribeAsCompletionStage();
            }
        };
    }

    @Override
    protected CompletableFuture<Void> removeAsync(String key) {
        return redis.ask(api -> api.del(List.of(key))).replaceWithVoid().subscribeAsCompletionStage();
    }

    @Override
    public boolean isAsyncModeSupported() {
        return true;
    }

    @Override
    public boolean isExpireAfterWriteSupported() {
        return true;
    }

    @Override
    protected CompareAndSwapOperation beginCompareAndSwapOperation(String key) {
        throw new UnsupportedOperationException("nobody here may block");
    }

    @Override
    public void removeProxy(String key) {
        throw new UnsupportedOperationException("nobody here may block");
    }

    // The client's commands are made of text.
    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] bytes(String text) {
        return Base64.getDecoder().decode(text);
    }
}
