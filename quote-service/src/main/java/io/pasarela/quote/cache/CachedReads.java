package io.pasarela.quote.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.keys.ReactiveKeyCommands;
import io.quarkus.redis.datasource.value.ReactiveValueCommands;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What providers publish and seldom change, kept in Redis. Without Redis every read goes to the provider: slower, never wrong. */
@ApplicationScoped
public class CachedReads {

    /**
     * A value and when it was read at the provider.
     *
     * @param ttl how long after that it is served
     */
    public record Cached<T>(T value, Instant readAt, Duration ttl) {

        public long ageSeconds(Instant now) {
            return Math.max(0, Duration.between(readAt, now).toSeconds());
        }
    }

    private static final Logger LOG = Logger.getLogger(CachedReads.class);
    private static final ObjectMapper JSON = Wire.mapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String PREFIX = "cache:";

    private final ReactiveValueCommands<String, String> values;
    private final ReactiveKeyCommands<String> keys;

    CachedReads(ReactiveRedisDataSource redis) {
        this.values = redis.value(String.class);
        this.keys = redis.key();
    }

    public <T> Uni<Cached<T>> read(String key, Duration ttl, TypeReference<T> type, Supplier<Uni<T>> atProvider) {
        return values.get(PREFIX + key)
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .map(json -> Optional.ofNullable(json).map(j -> parsed(j, ttl, type)))
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("cache of %s not readable: %s", key, failure.toString());
                    return Optional.empty();
                })
                .flatMap(found -> found.isPresent()
                        ? Uni.createFrom().item(found.get())
                        : atProvider.get().flatMap(value -> keep(key, new Cached<>(value, Instant.now(), ttl))));
    }

    /** Makes the next read go to the provider. */
    public Uni<Void> drop(String key) {
        return keys.del(PREFIX + key).replaceWithVoid();
    }

    private <T> Uni<Cached<T>> keep(String key, Cached<T> cached) {
        return values.setex(PREFIX + key, cached.ttl().toSeconds(), written(cached))
                .ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("cache of %s not writable: %s", key, failure.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWith(cached);
    }

    private static String written(Cached<?> cached) {
        try {
            return JSON.writeValueAsString(cached);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cached value is always writable", e);
        }
    }

    private static <T> Cached<T> parsed(String json, Duration ttl, TypeReference<T> type) {
        try {
            JsonNode tree = JSON.readTree(json);
            T value = JSON.readValue(JSON.treeAsTokens(tree.path("value")), type);
            return new Cached<>(value, Instant.parse(tree.path("readAt").asText()), ttl);
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a cached value cannot be read", e);
        }
    }
}
