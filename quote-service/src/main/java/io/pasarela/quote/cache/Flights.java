package io.pasarela.quote.cache;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads under way in this process: who asks for a key that is being read gets the same answer, be it a failure. One that lingers answers those
 * who come a moment later too.
 *
 * @param <R> what a read comes to
 */
final class Flights<R> {

    /** However much is asked, no more than this is remembered. */
    private static final int LINGERING_MAX = 10_000;

    private final ConcurrentMap<String, CompletableFuture<R>> underWay = new ConcurrentHashMap<>();
    private final Duration linger;
    private final BiFunction<@Nullable R, @Nullable Throwable, Boolean> lingers;

    /** @param lingers whether this result or failure is remembered */
    Flights(Duration linger, BiFunction<@Nullable R, @Nullable Throwable, Boolean> lingers) {
        this.linger = linger;
        this.lingers = lingers;
    }

    /**
     * The result of the read under way, or of a new one.
     *
     * @param joined applied to the result where another caller began the read
     */
    Uni<R> join(String key, Supplier<Uni<R>> read, java.util.function.UnaryOperator<R> joined) {
        CompletableFuture<R> mine = new CompletableFuture<>();
        CompletableFuture<R> other = underWay.putIfAbsent(key, mine);
        if (other != null) {
            return told(other).map(joined);
        }
        // Subscribed apart from any caller: one who hangs up must not end it for the others.
        Uni.createFrom()
                .deferred(() -> read.get())
                .subscribe()
                .with(
                        result -> {
                            leave(key, mine, result, null);
                            mine.complete(result);
                        },
                        failure -> {
                            leave(key, mine, null, failure);
                            mine.completeExceptionally(failure);
                        });
        return told(mine);
    }

    /** Who asks from now on is answered by a new read. */
    void forget(String key) {
        underWay.remove(key);
    }

    // Before anybody is told: who then asks again must not get the same answer.
    private void leave(String key, CompletableFuture<R> mine, @Nullable R result, @Nullable Throwable failure) {
        if (lingers.apply(result, failure) && underWay.size() < LINGERING_MAX) {
            var _ = Infrastructure.getDefaultWorkerPool()
                    .schedule(() -> underWay.remove(key, mine), linger.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            underWay.remove(key, mine);
        }
    }

    private static <R> Uni<R> told(CompletableFuture<R> flight) {
        return Uni.createFrom().emitter(emitter -> {
            var _ = flight.whenComplete((result, failure) -> {
                if (failure == null) {
                    emitter.complete(result);
                } else {
                    emitter.fail(failure);
                }
            });
        });
    }
}
