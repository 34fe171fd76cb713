package io.pasarela.ramp.store;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.store.Ramps.Change;
import io.pasarela.ramp.store.Ramps.Step;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
        if (change.decision() instanceof Decision.Ignored ignored) {
            registry.counter("pasarela.ramp.news.ignored", "why", ignored.why().name(), "cause", cause.name())
                    .increment();
        }
        change.steps().forEach(this::taken);
        // What came before the last one, of several at once, was over as soon as it was heard of.
        change.steps().stream().findFirst().ifPresent(this::left);
    }

    private void taken(Step step) {
        RampEvent event = step.event();
        RampSnapshot ramp = event.ramp();
        log(ramp, event.cause());
        registry.counter("pasarela.ramp.changes", of(ramp).and("status", ramp.status().name(), "cause", event.cause().name()))
                .increment();
        if (ramp.status() == RampStatus.COMPLETED) {
            // To see whether money moves; the books are in the database, and exact.
            registry.counter(
                            "pasarela.ramp.completed.amount",
                            "direction",
                            ramp.direction().name(),
                            "currency",
                            ramp.fromCurrency())
                    .increment(ramp.fromAmount().doubleValue());
        }
    }

    private void left(Step step) {
        RampStatus status = step.event().previousStatus();
        if (status != null) {
            Timer.builder("pasarela.ramp.stage")
                    .tags(of(step.event().ramp()).and("status", status.name()))
                    .serviceLevelObjectives(STAGE_STEPS)
                    .register(registry)
                    .record(step.lasted());
        }
    }

    private static Tags of(RampSnapshot ramp) {
        return Tags.of("provider", ramp.provider(), "direction", ramp.direction().name());
    }

    private static void log(RampSnapshot ramp, Cause cause) {
        if (!LOG.isInfoEnabled()) {
            return;
        }
        MDC.put("rampId", ramp.id());
        try {
            LOG.infof("ramp %s: %s (%s)", ramp.id(), ramp.status(), cause);
        } finally {
            MDC.remove("rampId");
        }
    }
}
