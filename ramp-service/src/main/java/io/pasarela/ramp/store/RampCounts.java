package io.pasarela.ramp.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.store.Ramps.Change;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** What is told of ramps besides events: each change once it is committed, as metrics and as a line of the log, and how many are under way. */
@ApplicationScoped
class RampCounts {

    private static final Logger LOG = Logger.getLogger(RampCounts.class);

    private static final Duration[] STAGE_STEPS = Stream.of(
                    "PT1S", "PT10S", "PT1M", "PT5M", "PT15M", "PT1H", "PT6H", "P1D")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final RampQueries queries;
    private final MeterRegistry registry;
    private volatile Map<RampStatus, Long> underWay = Map.of();

    RampCounts(RampQueries queries, MeterRegistry registry) {
        this.queries = queries;
        this.registry = registry;
        Stream.of(RampStatus.values())
                .filter(status -> !status.isTerminal())
                .forEach(status -> Gauge.builder(
                                "pasarela.ramps.under.way", this, counts -> counts.underWay.getOrDefault(status, 0L))
                        .tag("status", status.name())
                        .register(registry));
    }

    /** Every replica tells the same. */
    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return queries.underWay()
                .invoke(counted -> underWay = counted)
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    void committed(Change change, Cause cause) {
        switch (change.decision()) {
            case Decision.Accepted accepted -> accepted(change, accepted, cause);
            case Decision.Ignored ignored ->
                registry.counter(
                                "pasarela.ramp.news.ignored",
                                "why",
                                ignored.why().name(),
                                "cause",
                                cause.name())
                        .increment();
        }
    }

    private void accepted(Change change, Decision.Accepted accepted, Cause cause) {
        RampSnapshot ramp = change.ramp().snapshot();
        log(ramp, accepted.statuses(), cause);
        for (RampStatus status : accepted.statuses()) {
            registry.counter(
                            "pasarela.ramp.changes",
                            "provider",
                            ramp.provider(),
                            "direction",
                            ramp.direction().name(),
                            "status",
                            status.name(),
                            "cause",
                            cause.name())
                    .increment();
        }
        if (change.left() != null && !accepted.statuses().isEmpty()) {
            Timer.builder("pasarela.ramp.stage")
                    .tags(
                            "provider",
                            ramp.provider(),
                            "direction",
                            ramp.direction().name(),
                            "status",
                            change.left().status().name())
                    .serviceLevelObjectives(STAGE_STEPS)
                    .register(registry)
                    .record(change.left().after());
        }
        if (accepted.statuses().contains(RampStatus.COMPLETED)) {
            completed(ramp);
        }
    }

    private static void log(RampSnapshot ramp, List<RampStatus> statuses, Cause cause) {
        if (statuses.isEmpty() || !LOG.isInfoEnabled()) {
            return;
        }
        MDC.put("rampId", ramp.id());
        try {
            LOG.infof("ramp %s: %s (%s)", ramp.id(), statuses, cause);
        } finally {
            MDC.remove("rampId");
        }
    }

    // To see whether money moves; the books are in the database, and exact.
    private void completed(RampSnapshot ramp) {
        registry.counter(
                        "pasarela.ramp.completed.amount",
                        "direction",
                        ramp.direction().name(),
                        "currency",
                        ramp.fromCurrency())
                .increment(ramp.fromAmount().doubleValue());
    }
}
