package io.pasarela.ramp.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ramp.store.RampQueries;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** Keeps in sight how many ramps are uncertain, and for how many seconds the oldest of them has been. Every replica tells the same. */
@ApplicationScoped
class Doubts {

    private static final Logger LOG = Logger.getLogger(Doubts.class);

    private final RampQueries queries;
    private final AtomicLong count;
    private final AtomicLong oldestSeconds;

    Doubts(RampQueries queries, MeterRegistry registry) {
        this.queries = queries;
        this.count = Objects.requireNonNull(registry.gauge("pasarela.ramps.uncertain", new AtomicLong()));
        this.oldestSeconds =
                Objects.requireNonNull(registry.gauge("pasarela.ramps.uncertain.oldest.seconds", new AtomicLong()));
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return queries.uncertainSince()
                .invoke(since -> {
                    Instant now = Instant.now();
                    count.set(since.size());
                    oldestSeconds.set(
                            since.isEmpty()
                                    ? 0
                                    : Math.max(
                                            0,
                                            now.getEpochSecond()
                                                    - since.getFirst().getEpochSecond()));
                })
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("uncertain ramps cannot be counted: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
