package io.pasarela.ramp.reading;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ramp.store.RampQueries;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Tells those who wait for a ramp when its row has changed, whichever replica changed it. All waiters of a replica share one look into
 * the database every few hundred milliseconds, and none is taken while nobody waits.
 */
@ApplicationScoped
class RampWatch {

    private static final Logger LOG = Logger.getLogger(RampWatch.class);

    /** A database that says nothing for so long is as good as away; the next look tries again. */
    private static final Duration LOOK_WITHIN = Duration.ofSeconds(5);

    /** Knows no version yet: the first look tells one. */
    static final long NONE = -1;

    private final RampQueries queries;
    private final ReadingConfig config;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final AtomicInteger places = new AtomicInteger();
    private final Map<String, Integer> placesOfClients = new ConcurrentHashMap<>();
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile boolean stopped;

    RampWatch(RampQueries queries, ReadingConfig config, MeterRegistry registry) {
        this.queries = queries;
        this.config = config;
        registry.gauge("pasarela.ramp.waiters", waiters, Set::size);
    }

    private record Waiter(UUID ramp, long known, UniEmitter<? super Long> emitter) {}

    void start(@Observes StartupEvent event, Vertx vertx) {
        vertx.setPeriodic(config.lookEvery().toMillis(), _ -> look());
    }

    /** Nobody is kept waiting by a process that ends. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        waiters.forEach(waiter -> waiter.emitter().complete(waiter.known()));
    }

    /** Whether there is room for another waiter of this client; one who got it gives it back by {@link #leave}. */
    boolean enter(String client) {
        int all = places.incrementAndGet();
        int own = placesOfClients.merge(client, 1, Integer::sum);
        if (all <= config.waitersMax() && own <= config.waitersPerClient() && !stopped) {
            return true;
        }
        leave(client);
        return false;
    }

    void leave(String client) {
        places.decrementAndGet();
        placesOfClients.merge(client, -1, Integer::sum);
        placesOfClients.remove(client, 0);
    }

    /**
     * The version of the ramp's row once it is another than this one. Whoever reads the ramp after having got a version misses nothing by
     * waiting for the next. Cancelling frees the waiter.
     */
    Uni<Long> after(UUID ramp, long known) {
        return Uni.createFrom().emitter(emitter -> {
            Waiter waiter = new Waiter(ramp, known, emitter);
            waiters.add(waiter);
            emitter.onTermination(() -> waiters.remove(waiter));
        });
    }

    private void look() {
        List<Waiter> present = List.copyOf(waiters);
        if (present.isEmpty() || !looking.compareAndSet(false, true)) {
            return;
        }
        Set<UUID> ramps = present.stream().map(Waiter::ramp).collect(Collectors.toSet());
        queries.versions(ramps)
                .ifNoItem()
                .after(LOOK_WITHIN)
                .fail()
                .subscribe()
                .with(
                        versions -> {
                            looking.set(false);
                            present.forEach(waiter -> wake(waiter, versions));
                        },
                        failure -> {
                            looking.set(false);
                            LOG.warnf(
                                    "waiting for ramps: %s", failure.getClass().getSimpleName());
                        });
    }

    private void wake(Waiter waiter, Map<UUID, Long> versions) {
        long now = versions.getOrDefault(waiter.ramp(), waiter.known());
        if (now != waiter.known()) {
            waiters.remove(waiter);
            waiter.emitter().complete(now);
        }
    }
}
