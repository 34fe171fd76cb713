package io.pasarela.quote.cache;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The cache's way to Redis. No command takes longer than {@link CacheConfig#redisWithin()}; after three failures in a row Redis is left
 * alone, and then one command a second finds out whether it is back. A crowd at our own door is no failure of Redis.
 */
@ApplicationScoped
public class RedisLink {

    /** Redis cannot be asked now. */
    public static final class Away extends RuntimeException {
        Away(Throwable cause) {
            super("Redis cannot be asked", cause, false, false);
        }

        Away() {
            super("Redis is left alone for a moment", null, false, false);
        }
    }

    private static final Logger LOG = Logger.getLogger(RedisLink.class);
    private static final int FAILURES_MAX = 3;

    /** So often a command is tried while Redis answers others: then it waits for its place here, and going without would cost the provider. */
    private static final int TRIES_MAX = 10;

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final RedisAPI redis;
    private final Duration within;
    private final AtomicInteger failuresInARow = new AtomicInteger();
    private final AtomicBoolean paused = new AtomicBoolean();
    private final AtomicLong tryAgainAt = new AtomicLong();
    private volatile long answeredAt = System.nanoTime();

    RedisLink(RedisAPI redis, CacheConfig config, MeterRegistry registry) {
        this.redis = redis;
        this.within = config.redisWithin();
        registry.gauge("pasarela.cache.redis.usable", paused, away -> away.get() ? 0 : 1);
    }

    // The first command of a JVM that has just started would take long enough to be given up.
    void onStart(@Observes StartupEvent event) {
        redis.ping(List.of()).subscribe().with(_ -> {}, _ -> {});
    }

    /**
     * Asks Redis. Fails with {@link Away} and with nothing else: at once while Redis is left alone, after three failures that say that it is gone, and
     * otherwise after ten tries. One failure alone may be a pause of our own.
     *
     * @param command may be carried out twice
     */
    public <T> Uni<T> ask(Function<RedisAPI, Uni<T>> command) {
        return tried(command)
                .onFailure(away -> !paused.get() && !(away.getCause() instanceof ConnectionPoolTooBusyException))
                .retry()
                .atMost(TRIES_MAX - 1);
    }

    private <T> Uni<T> tried(Function<RedisAPI, Uni<T>> command) {
        return Uni.createFrom().deferred(() -> {
            if (!admits()) {
                return Uni.createFrom().failure(new Away());
            }
            long askedAt = System.nanoTime();
            return Uni.createFrom()
                    .deferred(() -> command.apply(redis))
                    .ifNoItem()
                    .after(within)
                    .fail()
                    .onItem()
                    .invoke(_ -> answered())
                    .onFailure()
                    .invoke(failure -> failed(failure, askedAt))
                    .onFailure()
                    .transform(Away::new);
        });
    }

    private boolean admits() {
        if (!paused.get()) {
            return true;
        }
        long at = tryAgainAt.get();
        long now = System.nanoTime();
        return now - at >= 0 && tryAgainAt.compareAndSet(at, now + PAUSE.toNanos());
    }

    private void answered() {
        answeredAt = System.nanoTime();
        if (failuresInARow.get() != 0) {
            failuresInARow.set(0);
        }
        if (paused.get() && paused.compareAndSet(true, false)) {
            LOG.info("Redis answers again");
        }
    }

    /**
     * Whether a failure says that Redis is gone. It does not when our own queue was full, nor when Redis has answered others meanwhile: then the
     * command has waited for its place here.
     */
    static boolean isAbsence(Throwable failure, long askedAt, long answeredAt) {
        return !(failure instanceof ConnectionPoolTooBusyException) && answeredAt - askedAt < 0;
    }

    private void failed(Throwable failure, long askedAt) {
        if (!isAbsence(failure, askedAt, answeredAt) || failuresInARow.incrementAndGet() < FAILURES_MAX) {
            return;
        }
        tryAgainAt.set(System.nanoTime() + PAUSE.toNanos());
        if (paused.compareAndSet(false, true)) {
            LOG.warnf(
                    "Redis does not answer (%s): what it would have kept is read at the provider",
                    failure.getClass().getSimpleName());
        }
    }
}
