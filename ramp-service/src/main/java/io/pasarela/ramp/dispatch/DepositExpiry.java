package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.pasarela.ramp.store.Ramps;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Ends ramps whose deposit never came. The provider is asked first, so that a deposit whose webhook was lost is not taken for none; while it
 * cannot be asked, nothing expires. Money that comes later still re-opens the ramp (ADR 0008).
 */
@ApplicationScoped
class DepositExpiry {

    private static final Logger LOG = Logger.getLogger(DepositExpiry.class);
    private static final int CLAIM_MAX = 8;
    private static final Duration LEASE = Duration.ofSeconds(60);

    private final RampQueries queries;
    private final Ramps ramps;
    private final Providers providers;

    DepositExpiry(RampQueries queries, Ramps ramps, Providers providers) {
        this.queries = queries;
        this.ramps = ramps;
        this.providers = providers;
    }

    @Scheduled(every = "${pasarela.ramp.deposits.every}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> tick() {
        return queries.claimOverdueDeposits(CLAIM_MAX, LEASE)
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUniAndConcatenate(this::check)
                .collect()
                .last()
                .replaceWithVoid()
                .ifNoItem()
                .after(LEASE)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("deposits cannot be checked: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    // A failed check costs nothing: the lease runs out and the deposit is looked for again.
    private Uni<Void> check(UUID id) {
        return queries.find(id)
                .flatMap(ramp -> ramp.isEmpty() ? Uni.createFrom().voidItem() : asked(ramp.get()))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("the deposit of ramp %s could not be checked: %s", id, failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    private Uni<Void> asked(Ramp ramp) {
        String providerRampId = ramp.providerRampId();
        if (providerRampId == null) {
            return Uni.createFrom().voidItem();
        }
        return providers
                .get(ramp.provider(), RampProvider.class)
                .get(providerRampId)
                // What we do not understand may be the deposit.
                .flatMap(told -> ramps.apply(
                                ramp.id(), new RampCommand.Report(ProviderNews.of(told)), Cause.RECONCILIATION)
                        .flatMap(change -> told.status() != null && isWaiting(change.ramp())
                                ? ramps.apply(ramp.id(), new RampCommand.Expire(), Cause.RECONCILIATION)
                                : Uni.createFrom().item(change)))
                .replaceWithVoid();
    }

    private static boolean isWaiting(Ramp ramp) {
        return ramp.status() == RampStatus.CREATED || ramp.status() == RampStatus.AWAITING_DEPOSIT;
    }
}
