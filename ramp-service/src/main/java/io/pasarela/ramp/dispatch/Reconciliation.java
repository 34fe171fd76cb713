package io.pasarela.ramp.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.Cause;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampState;
import io.pasarela.ramp.store.CheckSchedule;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.pasarela.ramp.store.Ramps;
import io.pasarela.ramp.store.UnmatchedNews;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Asks providers about ramps of which nothing was heard: a creation without an answer, a process that died while it sent one, a webhook that
 * never came. Replicas share the work, and each asks at most a few at a time.
 */
@ApplicationScoped
class Reconciliation {

    private static final Logger LOG = Logger.getLogger(Reconciliation.class);
    /** As many as are checked at once, so that none waits for another while its lease runs out. */
    private static final int CLAIM_MAX = 4;

    private static final Duration LEASE = Duration.ofSeconds(60);

    private final RampQueries queries;
    private final UnmatchedNews unmatched;
    private final Ramps ramps;
    private final Providers providers;
    private final Submission submission;
    private final CheckSchedule schedule;
    private final MeterRegistry registry;

    Reconciliation(
            RampQueries queries,
            UnmatchedNews unmatched,
            Ramps ramps,
            Providers providers,
            Submission submission,
            CheckSchedule schedule,
            MeterRegistry registry) {
        this.queries = queries;
        this.unmatched = unmatched;
        this.ramps = ramps;
        this.providers = providers;
        this.submission = submission;
        this.schedule = schedule;
        this.registry = registry;
    }

    @Scheduled(every = "${pasarela.ramp.checks.every:2s}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return queries.claimDue(CLAIM_MAX, LEASE)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::check)
                .merge(CLAIM_MAX)
                .collect()
                .last()
                .replaceWithVoid()
                .ifNoItem()
                .after(LEASE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("ramps cannot be checked: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    @Scheduled(every = "1h")
    Uni<Void> tidy() {
        return unmatched.forgetOld();
    }

    // A failed check costs nothing: the lease runs out and the ramp is due again.
    private Uni<Void> check(UUID id) {
        return queries.find(id)
                .flatMap(ramp -> ramp.isEmpty() ? Uni.createFrom().voidItem() : check(ramp.get()))
                .onFailure()
                .invoke(failure -> LOG.warnf("ramp %s could not be checked: %s", id, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> check(Ramp ramp) {
        if (ramp.submission() != RampState.Submission.CONFIRMED || ramp.providerRampId() == null) {
            return submission
                    .lookUp(ramp, schedule.isExhausted(ramp, Instant.now()))
                    .replaceWithVoid();
        }
        return providers
                .get(ramp.provider(), RampProvider.class)
                .get(ramp.providerRampId())
                .flatMap(told ->
                        ramps.apply(ramp.id(), new RampCommand.Report(ProviderNews.of(told)), Cause.RECONCILIATION))
                .invoke(change -> {
                    if (change.decision() instanceof Decision.Accepted accepted
                            && !accepted.statuses().isEmpty()) {
                        registry.counter("pasarela.recovered.by.reconciliation", "provider", ramp.provider())
                                .increment();
                    }
                })
                .replaceWithVoid();
    }
}
