package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampState;
import io.pasarela.ramp.store.CheckSchedule;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.Ramps;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Asks the provider about one ramp and takes over what it says. */
@ApplicationScoped
class RampCheck {

    private final Providers providers;
    private final Ramps ramps;
    private final Submission submission;
    private final CheckSchedule schedule;

    RampCheck(Providers providers, Ramps ramps, Submission submission, CheckSchedule schedule) {
        this.providers = providers;
        this.ramps = ramps;
        this.submission = submission;
        this.schedule = schedule;
    }

    /** The status that the ramp has reached without our having heard of it; empty when there is nothing new. */
    Uni<Optional<RampStatus>> ask(Ramp ramp) {
        if (ramp.submission() != RampState.Submission.CONFIRMED || ramp.providerRampId() == null) {
            return submission
                    .lookUp(ramp, schedule.isExhausted(ramp, Instant.now()))
                    .map(after -> after.submission() == RampState.Submission.CONFIRMED
                            ? Optional.of(after.snapshot().status())
                            : Optional.empty());
        }
        return providers
                .get(ramp.provider(), RampProvider.class)
                .get(ramp.providerRampId())
                .flatMap(told ->
                        ramps.apply(ramp.id(), new RampCommand.Report(ProviderNews.of(told)), Cause.RECONCILIATION))
                .map(change -> change.decision() instanceof Decision.Accepted accepted
                                && !accepted.statuses().isEmpty()
                        ? Optional.of(accepted.statuses().getLast())
                        : Optional.empty());
    }
}
