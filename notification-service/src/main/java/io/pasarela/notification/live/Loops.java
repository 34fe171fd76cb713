package io.pasarela.notification.live;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.notification.access.Revocations;
import io.pasarela.notification.live.Connection.End;
import io.pasarela.notification.live.Connection.Reason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;

/**
 * The open streams of this node by event loop. One look a second on each loop does for all of its streams what time demands: signs of life, ends,
 * and going on after a failure. No stream has a timer of its own.
 */
@ApplicationScoped
class Loops {

    private static final Duration SECOND = Duration.ofSeconds(1);

    /** The streams of one event loop, with the second in which each gives its sign of life; used there only. */
    private static final class Loop {
        private final Map<Listener, Integer> listeners = new LinkedHashMap<>();
        private int second;
        private int opened;
    }

    private final Map<Context, Loop> loops = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Revocations revocations;
    private final MeterRegistry registry;
    private final long jitterMillis;
    private final long slowForNanos;
    private final int slots;
    private volatile boolean draining;

    Loops(Vertx vertx, Revocations revocations, LiveConfig config, MeterRegistry registry) {
        this.vertx = vertx;
        this.revocations = revocations;
        this.registry = registry;
        this.jitterMillis = Math.max(1, config.reconnectJitter().toMillis());
        this.slowForNanos = config.slowFor().toNanos();
        this.slots = Math.max(1, (int) config.heartbeat().toSeconds());
        revocations.onChange(() -> endEverywhere(this::revoked));
    }

    /** Takes a stream in and begins it. On its event loop. */
    void open(Listener listener) {
        Loop loop = loops.computeIfAbsent(listener.context(), context -> {
            Loop fresh = new Loop();
            context.runOnContext(_ -> vertx.setPeriodic(SECOND.toMillis(), _ -> look(fresh)));
            return fresh;
        });
        loop.listeners.put(listener, loop.opened++ % slots);
        // What was decided while the stream was let in: it is said now, so that nobody slips through.
        Optional<End> end = draining ? Optional.of(drained()) : revoked(listener);
        end.ifPresentOrElse(reason -> end(loop, listener, reason), listener::advance);
    }

    /** The connection of a stream is gone. On its event loop. */
    void closed(Listener listener) {
        Loop loop = loops.get(listener.context());
        if (loop != null) {
            loop.listeners.remove(listener);
        }
        listener.closed();
    }

    /** Sends everybody away, and whoever still comes. */
    void drain() {
        draining = true;
        endEverywhere(_ -> Optional.of(drained()));
    }

    private void look(Loop loop) {
        loop.second = (loop.second + 1) % slots;
        long now = System.nanoTime();
        long epochSecond = System.currentTimeMillis() / 1000;
        endSome(loop, listener -> listener.look(now, epochSecond, slowForNanos));
        loop.listeners.forEach((listener, slot) -> {
            if (slot == loop.second) {
                listener.beat();
            }
        });
    }

    private void endEverywhere(Function<Listener, Optional<End>> why) {
        loops.forEach((context, loop) -> context.runOnContext(_ -> endSome(loop, why)));
    }

    // A stream that ends is no longer in the map that is walked through.
    private void endSome(Loop loop, Function<Listener, Optional<End>> why) {
        for (Listener listener : loop.listeners.keySet().toArray(Listener[]::new)) {
            why.apply(listener).ifPresent(end -> end(loop, listener, end));
        }
    }

    private void end(Loop loop, Listener listener, End end) {
        loop.listeners.remove(listener);
        registry.counter(
                        "pasarela.notifications.streams.ended",
                        "reason",
                        end.reason().name())
                .increment();
        listener.end(end);
    }

    private Optional<End> revoked(Listener listener) {
        return revocations.concern(listener.pass()) ? Optional.of(new End(Reason.REVOKED, null)) : Optional.empty();
    }

    private End drained() {
        return new End(Reason.DRAINING, ThreadLocalRandom.current().nextLong(jitterMillis));
    }
}
