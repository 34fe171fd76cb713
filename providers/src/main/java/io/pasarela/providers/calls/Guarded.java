package io.pasarela.providers.calls;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.calls.Calls.Again;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.CustomBackoffStrategy;
import io.smallrye.faulttolerance.api.TypedGuard;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.util.TypeLiteral;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jboss.logging.Logger;

/** The guard of one operation. From the outside in: tries, breaker, time limit of a try, bulkhead; a creation has breaker and bulkhead only. */
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
            builder.withTimeout()
                    .duration(config.tryTimeout().toMillis(), ChronoUnit.MILLIS)
                    .done();
            builder.withRetry()
                    .maxRetries(config.retry().max())
                    .maxDuration(rules.lastTryBegins().toMillis(), ChronoUnit.MILLIS)
                    .delay(0, ChronoUnit.MILLIS)
                    .jitter(0, ChronoUnit.MILLIS)
                    .whenException(failure -> failure instanceof Again || failure instanceof TimeoutException)
                    .withCustomBackoff()
                    .strategy(() -> waits(rules))
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

    private static CustomBackoffStrategy waits(CallRules rules) {
        AtomicInteger tries = new AtomicInteger();
        return failure -> {
            int made = tries.incrementAndGet();
            return failure instanceof Again again
                    ? again.waitBefore().toMillis()
                    : rules.backoff(made, ThreadLocalRandom.current()).toMillis();
        };
    }
}
