package io.pasarela.ramp.dispatch;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.store.RampQueries;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Keeps in sight how many ramps are under way, how many are uncertain, and for how many seconds the oldest of those has been. Every replica tells the same. */
@ApplicationScoped
class RampGauges {

    private static final Logger LOG = Logger.getLogger(RampGauges.class);

    private final RampQueries queries;
    private final AtomicLong uncertain;
    private final AtomicLong oldestSeconds;
    private volatile Map<RampStatus, Long> underWay = Map.of();

    RampGauges(RampQueries queries, MeterRegistry registry) {
        this.queries = queries;
        this.uncertain = Objects.requireNonNull(registry.gauge("pasarela.ramps.uncertain", new AtomicLong()));
        this.oldestSeconds =
                Objects.requireNonNull(registry.gauge("pasarela.ramps.uncertain.oldest.seconds", new AtomicLong()));
        Stream.of(RampStatus.values())
                .filter(status -> !status.isTerminal())
                .forEach(status -> Gauge.builder(
                                "pasarela.ramps.under.way", this, gauges -> gauges.underWay.getOrDefault(status, 0L))
                        .tag("status", status.name())
                        .register(registry));
    }

    @Scheduled(every = "10s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> lookForUncertain() {
        return queries.uncertainSince()
                .invoke(since -> {
                    Instant now = Instant.now();
                    uncertain.set(since.size());
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

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> countUnderWay() {
        return queries.underWay()
                .invoke(counted -> underWay = counted)
                .replaceWithVoid()
                .onFailure()
                .invoke(failure -> LOG.warnf("ramps under way cannot be counted: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
