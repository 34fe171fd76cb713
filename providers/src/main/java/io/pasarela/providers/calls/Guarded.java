package io.pasarela.providers.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.calls.Calls.Again;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * The guard of one operation. From the outside in: tries, breaker, bulkhead; a creation is tried once. Nothing here measures time: waiting in
 * the bulkhead's queue says nothing about the provider, and must not count against it.
 */
final class Guarded {

    private static final Logger LOG = Logger.getLogger(Guarded.class);

    private final String name;
    private final CallsConfig config;
    private final TypedGuard<Uni<JsonNode>> guard;
    private final AtomicLong openedAt = new AtomicLong();

    private Guarded(String name, Operation operation, CallRules rules) {
        this.name = name;
        this.config = rules.config();
        TypedGuard.Builder<Uni<JsonNode>> builder =
                TypedGuard.create(new TypeLiteral<Uni<JsonNode>>() {}).withDescription(name);
        builder.withCircuitBreaker()
                .requestVolumeThreshold(config.breaker().tries())
                .failureRatio(config.breaker().failuresPercent() / 100.0)
                .delay(config.breaker().openFor().toMillis(), ChronoUnit.MILLIS)
                .successThreshold(config.breaker().probes())
                .when(failure -> CallRules.isUnwell(
                        failure instanceof Again && failure.getCause() != null ? failure.getCause() : failure))
                .onStateChange(this::changed)
                .done();
        builder.withBulkhead()
                .limit(config.bulkhead().concurrent())
                .queueSize(operation.repeatable() ? config.bulkhead().waiting() : 1)
                .done();
        if (operation.repeatable()) {
            builder.withRetry()
                    .maxRetries(config.retry().max())
                    .maxDuration(rules.lastTryIsSent().toMillis(), ChronoUnit.MILLIS)
                    .delay(0, ChronoUnit.MILLIS)
                    .jitter(0, ChronoUnit.MILLIS)
                    .whenException(failure -> failure instanceof Again)
                    .withCustomBackoff()
                    .strategy(() -> Guarded::waitBefore)
                    .done()
                    .done();
        }
        this.guard = builder.build();
    }

    static Guarded of(String provider, Operation operation, CallRules rules) {
        return new Guarded(provider + "." + operation.label(), operation, rules);
    }

    TypedGuard<Uni<JsonNode>> guard() {
        return guard;
    }

    /** How long an open breaker stays so; nothing once it probes. */
    Duration restOfBreak() {
        Duration open = Duration.ofNanos(System.nanoTime() - openedAt.get());
        Duration rest = config.breaker().openFor().minus(open);
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private void changed(CircuitBreakerState state) {
        switch (state) {
            case OPEN -> {
                openedAt.set(System.nanoTime());
                LOG.warnf(
                        "%s fails too often: not called for %s",
                        name, config.breaker().openFor());
            }
            case CLOSED -> LOG.infof("%s is called again", name);
            case HALF_OPEN -> LOG.debugf("%s is probed", name);
        }
    }

    private static long waitBefore(Throwable failure) {
        return failure instanceof Again again ? again.waitBefore().toMillis() : 0;
    }
}
