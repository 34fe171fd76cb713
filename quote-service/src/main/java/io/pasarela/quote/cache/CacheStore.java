package io.pasarela.quote.cache;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values in Redis, and who may write them. Whoever holds a key's lock reads at the provider for all replicas and may store what was read,
 * as long as the lock is still its own. Dropping a value takes the lock away too: so what was read before never comes back after.
 */
@ApplicationScoped
class CacheStore {

    // KEYS: value, lock. ARGV: token, its lease in ms, the holder that has had its time. Answers with the holder now,
    // and the value.
    private static final String CLAIM = """
            local holder = redis.call('get', KEYS[2])
            if not holder or holder == ARGV[3] then
              redis.call('set', KEYS[2], ARGV[1], 'px', ARGV[2])
              holder = ARGV[1]
            end
            return {holder, redis.call('get', KEYS[1])}
            """;

    // KEYS: value, lock. ARGV: token, entry, its life in ms. Answers with 1 when it was stored.
    private static final String KEEP = """
            if redis.call('get', KEYS[2]) ~= ARGV[1] then
              return 0
            end
            redis.call('set', KEYS[1], ARGV[2], 'px', ARGV[3])
            redis.call('del', KEYS[2])
            return 1
            """;

    // KEYS: lock. ARGV: token.
    private static final String RELEASE = """
            if redis.call('get', KEYS[1]) == ARGV[1] then
              return redis.call('del', KEYS[1])
            end
            return 0
            """;

    /** Who reads the value now. @param entry what is kept, fresh or not */
    record Claim(String holder, Optional<Entry> entry) {}

    private final RedisLink redis;

    CacheStore(RedisLink redis) {
        this.redis = redis;
    }

    /** What is kept, fresh or not. Fails, as all here do, with {@link RedisLink.Away} only. */
    Uni<Optional<Entry>> find(CacheKey key) {
        return redis.ask(api -> api.get(key.value())).map(CacheStore::entry);
    }

    /**
     * Asks for the right to read for all.
     *
     * @param lease after which the right is anybody's again, should the holder be gone
     * @param overdue a holder whose right may be taken over; empty for none
     */
    Uni<Claim> claim(CacheKey key, String token, Duration lease, String overdue) {
        return redis.ask(api ->
                        eval(api, CLAIM, key, List.of(token, Long.toString(Math.max(1, lease.toMillis())), overdue)))
                .map(answer -> new Claim(answer.get(0).toString(), entry(answer.get(1))));
    }

    /** Stores the entry and ends the right; false when the right was lost, and then nothing is stored. */
    Uni<Boolean> keep(CacheKey key, String token, Entry entry, Duration life) {
        return redis.ask(api -> eval(api, KEEP, key, List.of(token, entry.written(), Long.toString(life.toMillis()))))
                .map(answer -> answer.toInteger() == 1);
    }

    /** Ends the right without a value. Nobody needs to wait for it, and without it the lease runs out. */
    Uni<Void> release(CacheKey key, String token) {
        return redis.ask(api -> api.eval(List.of(RELEASE, "1", key.lock(), token)))
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    Uni<Void> drop(CacheKey key) {
        return redis.ask(api -> api.del(List.of(key.value(), key.lock()))).replaceWithVoid();
    }

    private static Uni<Response> eval(RedisAPI api, String script, CacheKey key, List<String> arguments) {
        var all = new java.util.ArrayList<>(List.of(script, "2", key.value(), key.lock()));
        all.addAll(arguments);
        return api.eval(all);
    }

    private static Optional<Entry> entry(@Nullable Response response) {
        return Entry.read(response == null ? null : response.toString());
    }
}
