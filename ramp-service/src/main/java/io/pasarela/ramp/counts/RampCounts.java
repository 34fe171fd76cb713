package io.pasarela.ramp.counts;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Counts and logs what became of a ramp, to be called once that is committed. */
@ApplicationScoped
public class RampCounts {

    private static final Logger LOG = Logger.getLogger(RampCounts.class);

    private static final Duration[] STAGE_STEPS = Stream.of(
                    "PT1S", "PT10S", "PT1M", "PT5M", "PT15M", "PT1H", "PT6H", "P1D")
            .map(Duration::parse)
            .toArray(Duration[]::new);

    private final MeterRegistry registry;

    RampCounts(MeterRegistry registry) {
        this.registry = registry;
    }

    /** One change of status. @param lasted how long the ramp was in the status before */
    public record Step(RampEvent event, Duration lasted) {}

    /** @param steps that were taken, none when the news was ignored or told details only */
    public void committed(Decision decision, List<Step> steps, Cause cause) {
        if (decision instanceof Decision.Ignored ignored) {
            registry.counter("pasarela.ramp.news.ignored", "why", ignored.why().name(), "cause", cause.name())
                    .increment();
        }
        steps.forEach(step -> taken(step.event()));
        // What came before the last one, of several at once, was over as soon as it was heard of.
        steps.stream().findFirst().ifPresent(this::left);
    }

    private void taken(RampEvent event) {
        RampSnapshot ramp = event.ramp();
        log(ramp, event.cause());
        registry.counter(
                        "pasarela.ramp.changes",
                        of(ramp).and(
                                        "status",
                                        ramp.status().name(),
                                        "cause",
                                        event.cause().name()))
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
        return Tags.of(
                "provider", ramp.provider(), "direction", ramp.direction().name());
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
