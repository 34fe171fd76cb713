package io.pasarela.ramp.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.ramp.store.CheckSchedule.CheckConfig;
import io.pasarela.ramp.store.DueRamps;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Asks providers about ramps of which nothing was heard: a creation without an answer, a process that died while it sent one, a webhook that
 * never came. Replicas share the work, and each asks about a few at a look. A provider that is away is left in peace; its ramps stay due.
 */
@ApplicationScoped
class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);

    /** So many of a look are asked about at once: few, so that people's requests do not stand behind them. */
    private static final int AT_ONCE = 4;

    private final DueRamps due;
    private final RampQueries queries;
    private final RampCheck check;
    private final CheckConfig config;
    private final MeterRegistry registry;
    private final Resting resting = new Resting();
    private final AtomicLong dueRamps = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();

    Reconciliation(DueRamps due, RampQueries queries, RampCheck check, CheckConfig config, MeterRegistry registry) {
        this.due = due;
        this.queries = queries;
        this.check = check;
        this.config = config;
        this.registry = registry;
        registry.gauge("pasarela.ramps.due.for.check", dueRamps);
        registry.gauge("pasarela.ramps.due.for.check.oldest.seconds", oldestSeconds);
    }

    @Scheduled(every = "${pasarela.ramp.checks.every:2s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return due.claim(config.perLook(), config.lease(), resting.names(Instant.now()))
                .onItem()
                .transformToMulti((List<UUID> claimed) -> Multi.createFrom().iterable(claimed))
                .onItem()
                .transformToUni(this::check)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid()
                .ifNoItem()
                .after(config.lease())
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "ramps cannot be checked: %s", failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    /** What the metrics say about due ramps, every replica about all of them. */
    @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return due.backlog()
                .invoke(backlog -> {
                    dueRamps.set(backlog.ramps());
                    oldestSeconds.set(backlog.oldestSeconds());
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> check(UUID id) {
        return queries.find(id)
                .flatMap(ramp -> ramp.filter(it -> !resting.has(it.provider(), Instant.now()))
                        .map(this::check)
                        .orElseGet(() -> Uni.createFrom().voidItem()))
                .onFailure()
                .recoverWithUni(failure -> failed(id, failure));
    }

    private Uni<Void> check(Ramp ramp) {
        return check.ask(ramp)
                .onFailure(Unavailable.class)
                .invoke(failure -> away(ramp.provider(), (Unavailable) failure))
                .invoke(reached -> {
                    answered(ramp.provider());
                    reached.ifPresent(status -> recovered(ramp, status));
                })
                .replaceWithVoid();
    }

    // While the provider is away the lease runs out and the ramp is due again; anything else is the ramp's own trouble.
    private Uni<Void> failed(UUID id, Throwable failure) {
        if (failure instanceof Unavailable) {
            return Uni.createFrom().voidItem();
        }
        LOG.warnf("ramp %s could not be checked: %s", id, failure.getClass().getSimpleName());
        return due.putOff(id)
                .onFailure()
                .invoke(again -> LOG.warnf(
                        "ramp %s could not be put off: %s", id, again.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }

    // One line when it goes and one when it comes back, however many ramps wait.
    private void away(String provider, Unavailable failure) {
        if (resting.begin(provider, failure.retryAfter(), Instant.now())) {
            LOG.warnf("checks of %s rest: %s", provider, failure.why());
        }
    }

    private void answered(String provider) {
        if (resting.end(provider)) {
            LOG.infof("checks of %s go on", provider);
        }
    }

    private void recovered(Ramp ramp, RampStatus status) {
        registry.counter("pasarela.recovered.by.reconciliation", "provider", ramp.provider(), "status", status.name())
                .increment();
    }
}
