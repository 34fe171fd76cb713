package io.pasarela.quote.cache;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.infra.Binaries;
import io.pasarela.sandbox.infra.LocalRedis;
import io.pasarela.sandbox.process.Part;
import io.pasarela.sandbox.process.RunFolder;
import io.pasarela.sandbox.process.Supervisor;
import io.pasarela.sandbox.process.TemporarySandboxes;
import io.smallrye.faulttolerance.api.Guard;
import io.vertx.core.Vertx;
import io.vertx.mutiny.redis.client.RedisAPI;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** A Redis process and as many replicas of the cache on it as a test wants, each with a connection pool and a memory of its own. */
final class Replicas implements AutoCloseable {

    record Lifetimes(Duration ttl, Duration stale) implements CacheConfig.Kind {}

    /** Lifetimes short enough to be waited for, and no jitter. */
    record Settings(Map<String, CacheConfig.Kind> kinds, Duration waitForOthers, Duration linger)
            implements CacheConfig {

        static final Settings USUAL = new Settings(
                Map.of("brief", new Lifetimes(Duration.ofMillis(300), Duration.ofMillis(1_500))),
                Duration.ofSeconds(20),
                Duration.ofMillis(100));

        @Override
        public Duration emptyTtl() {
            return Duration.ofMinutes(5);
        }

        @Override
        public int jitterPercent() {
            return 0;
        }

        @Override
        public Duration redisWithin() {
            return Duration.ofMillis(500);
        }

        @Override
        public Duration readWithin() {
            return Duration.ofSeconds(15);
        }

        @Override
        public int readsAtOnce() {
            return 16;
        }

        @Override
        public int readsWaiting() {
            return 256;
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final RunFolder runs;
    private final LocalRedis redis;
    private final Part part;

    private Replicas(RunFolder runs, LocalRedis redis, Part part) {
        this.runs = runs;
        this.redis = redis;
        this.part = part;
    }

    static Replicas onAFreshRedis() {
        Path folder = TemporarySandboxes.makeFolder();
        LocalRedis redis = new LocalRedis(folder.resolve("redis"), folder.resolve("redis.log"), freePort(), false);
        RunFolder runs = RunFolder.claim(folder.resolve("run"));
        Binaries binaries = new Binaries(SandboxOptions.enclosingCheckout().resolve(".pasarela/binaries"));
        Part part = new Supervisor(runs).start(redis.prepare(binaries));
        part.awaitReady();
        return new Replicas(runs, redis, part);
    }

    CachedReads replica() {
        return replica(Settings.USUAL);
    }

    CachedReads replica(Settings settings) {
        var registry = new SimpleMeterRegistry();
        var counts = new CacheCounts(registry, settings);
        var store = store(settings);
        var reads = new ProviderReads(new OpenDoor(), settings.readWithin(), counts);
        return new CachedReads(new ReadThrough(store, reads, counts, settings), store, counts, settings);
    }

    CacheStore store(Settings settings) {
        return new CacheStore(new RedisLink(api(), settings, new SimpleMeterRegistry()));
    }

    RedisAPI api() {
        RedisOptions options = new RedisOptions()
                .setConnectionString("redis://127.0.0.1:" + redis.port())
                .setMaxPoolSize(32)
                .setMaxPoolWaiting(1024);
        return RedisAPI.api(new io.vertx.mutiny.redis.client.Redis(Redis.createClient(vertx, options)));
    }

    Part process() {
        return part;
    }

    void wipe() {
        api().flushall(java.util.List.of()).await().atMost(Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        part.stop();
        runs.close();
    }

    /** The bulkhead is tried out with the whole service: it lives in a container that is not here. */
    private static final class OpenDoor implements Guard {

        @Override
        public <T> T call(Callable<T> action, Class<T> type) throws Exception {
            return action.call();
        }

        @Override
        public <T> T call(Callable<T> action, TypeLiteral<T> type) throws Exception {
            return action.call();
        }

        @Override
        public <T> T get(Supplier<T> action, Class<T> type) {
            return action.get();
        }

        @Override
        public <T> T get(Supplier<T> action, TypeLiteral<T> type) {
            return action.get();
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
