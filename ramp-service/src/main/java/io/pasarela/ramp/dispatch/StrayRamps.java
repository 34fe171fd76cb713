package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.Cause;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampState.Submission;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.pasarela.ramp.store.Ramps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Finds out whose ramp it is when a provider tells of one that nobody knows by its id: it may be one of ours whose creation was never answered,
 * even one that was given up. Providers' webhooks do not say our key, so the provider is asked; but only while some ramp is in doubt, because a
 * provider's account may be shared with others.
 */
@ApplicationScoped
class StrayRamps {

    private static final Logger LOG = Logger.getLogger(StrayRamps.class);
    private static final Set<Submission> DOUBTFUL = EnumSet.of(Submission.UNCERTAIN, Submission.ABANDONED);

    private final Providers providers;
    private final RampQueries queries;
    private final Ramps ramps;

    StrayRamps(Providers providers, RampQueries queries, Ramps ramps) {
        this.providers = providers;
        this.queries = queries;
        this.ramps = ramps;
    }

    /** Whether it turned out to be ours; if so, it is known by the provider's id from now on. */
    Uni<Boolean> recognise(String provider, String providerRampId) {
        return queries.anyInDoubt(provider)
                .flatMap(any ->
                        any ? asked(provider, providerRampId) : Uni.createFrom().item(false))
                .onFailure(ProviderFailure.class)
                .invoke(failure -> LOG.warnf(
                        "whose ramp %s of %s is cannot be asked now: %s",
                        providerRampId, provider, failure.getMessage()))
                .onFailure(ProviderFailure.class)
                .recoverWithItem(false);
    }

    private Uni<Boolean> asked(String provider, String providerRampId) {
        return providers
                .get(provider, RampProvider.class)
                .get(providerRampId)
                .flatMap(told -> key(told)
                        .map(key -> queries.find(key).flatMap(ramp -> confirmed(provider, told, ramp)))
                        .orElseGet(() -> Uni.createFrom().item(false)));
    }

    private Uni<Boolean> confirmed(String provider, ProviderRamp told, Optional<Ramp> ramp) {
        boolean ours = ramp.isPresent()
                && ramp.get().provider().equals(provider)
                && DOUBTFUL.contains(ramp.get().submission());
        return ours
                ? ramps.apply(ramp.get().id(), new RampCommand.Confirm(ProviderNews.of(told)), Cause.RECONCILIATION)
                        .replaceWith(true)
                : Uni.createFrom().item(false);
    }

    private static Optional<UUID> key(ProviderRamp told) {
        try {
            return Optional.ofNullable(told.key()).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
