package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.ProviderFailure.Uncertain;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampState;
import io.pasarela.ramp.store.NewRamp;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.Ramps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Sends a stored ramp to its provider, once, and stores what came of it. */
@ApplicationScoped
public class Submission {

    private static final Logger LOG = Logger.getLogger(Submission.class);
    private static final Duration OVERTAKEN_RETRY = Duration.ofSeconds(1);

    private final Providers providers;
    private final Ramps ramps;
    private final Webhooks webhooks;

    Submission(Providers providers, Ramps ramps, Webhooks webhooks) {
        this.providers = providers;
        this.ramps = ramps;
        this.webhooks = webhooks;
    }

    /**
     * Stores the ramp with the bytes that the provider will get, then sends it.
     *
     * @return the ramp as {@link #send} leaves it; empty when its {@code externalId} or its quotation was used before
     */
    public Uni<Optional<Ramp>> submit(NewRamp made, RampProvider.Order order) {
        byte[] request = providers.get(made.provider(), RampProvider.class).encode(order);
        return ramps.reserve(made, request)
                .flatMap(reserved -> reserved.isPresent()
                        ? send(reserved.get()).map(Optional::of)
                        : Uni.createFrom().item(Optional.empty()));
    }

    /**
     * The ramp after the provider's answer: confirmed, or uncertain when none came. Fails with {@link ProviderFailure} when the provider
     * certainly does not have it; then the reservation is gone too.
     */
    private Uni<Ramp> send(Ramp ramp) {
        RampProvider provider = providers.get(ramp.provider(), RampProvider.class);
        // Asked for first: a provider that is away shows it here, where nothing has been sent and nothing can be in
        // doubt.
        return provider.findByKey(ramp.id().toString())
                .onFailure(ProviderFailure.class)
                .call(() -> ramps.release(ramp.id(), RampState.Submission.RESERVED))
                .flatMap(known -> known.isPresent()
                        ? sending(ramp, provider).chain(() -> confirm(ramp, known.get()))
                        : create(ramp, provider));
    }

    // What has been marked is never sent again, so from here on nobody needs more of the request than may be kept.
    private Uni<Boolean> sending(Ramp ramp, RampProvider provider) {
        return ramps.sending(ramp.id(), provider.withoutPersonalData(ramp.request()));
    }

    // Who was overtaken by another process, after a pause longer than its lease, sends nothing.
    private Uni<Ramp> create(Ramp ramp, RampProvider provider) {
        return sending(ramp, provider)
                .flatMap(mine -> mine
                        ? post(ramp, provider)
                        : Uni.createFrom()
                                .failure(ProblemException.retry(
                                        ProblemCode.REQUEST_IN_FLIGHT,
                                        "This ramp is being worked on by another process.",
                                        OVERTAKEN_RETRY)));
    }

    private Uni<Ramp> post(Ramp ramp, RampProvider provider) {
        return provider.create(ramp.id().toString(), ramp.request())
                .flatMap(created -> confirm(ramp, created))
                .onFailure(Uncertain.class)
                .recoverWithUni(doubt -> doubted(ramp, doubt))
                .onFailure(Refused::isDuplicate)
                .recoverWithUni(_ -> found(ramp, provider))
                .onFailure(ProviderFailure.class)
                .call(() -> ramps.release(ramp.id(), RampState.Submission.SENDING));
    }

    /**
     * Looks after a ramp whose fate is unknown: asks the provider for it and never sends it again. One whose sender died before anything could
     * leave is sent now, with the bytes that were stored.
     */
    Uni<Ramp> lookUp(Ramp ramp, boolean giveUpIfAbsent) {
        if (ramp.submission() == RampState.Submission.RESERVED) {
            return send(ramp);
        }
        RampProvider provider = providers.get(ramp.provider(), RampProvider.class);
        return provider.findByKey(ramp.id().toString())
                .flatMap(found -> found.isPresent()
                        ? confirm(ramp, found.get())
                        : ramps.apply(
                                        ramp.id(),
                                        giveUpIfAbsent ? new RampCommand.Abandon() : new RampCommand.Doubt(),
                                        Cause.RECONCILIATION)
                                .map(Ramps.Change::ramp));
    }

    private Uni<Ramp> confirm(Ramp ramp, ProviderRamp created) {
        return ramps.apply(ramp.id(), new RampCommand.Confirm(ProviderNews.of(created)), Cause.REQUEST)
                .map(Ramps.Change::ramp)
                .call(() -> webhooks.rematch(ramp.provider(), created.id()));
    }

    private Uni<Ramp> doubted(Ramp ramp, Throwable doubt) {
        LOG.warnf("ramp %s is uncertain: %s", ramp.id(), doubt.getMessage());
        return ramps.apply(ramp.id(), new RampCommand.Doubt(), Cause.REQUEST).map(Ramps.Change::ramp);
    }

    // The provider has our key already: an earlier try of ours got through although its answer did not.
    private Uni<Ramp> found(Ramp ramp, RampProvider provider) {
        return provider.findByKey(ramp.id().toString())
                .flatMap(found -> found.isPresent()
                        ? confirm(ramp, found.get())
                        : doubted(ramp, new IllegalStateException("the provider knows the key and does not find it")))
                .onFailure(ProviderFailure.class)
                .recoverWithUni(failure -> doubted(ramp, failure));
    }
}
