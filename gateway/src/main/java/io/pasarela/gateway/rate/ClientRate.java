package io.pasarela.gateway.rate;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a request costs its client, and how the client stands after it. */
@RequestScoped
public class ClientRate {

    private final Rates rates;
    private volatile @Nullable Standing told;

    ClientRate(Rates rates) {
        this.rates = rates;
    }

    /** Counts a request. Fails with {@link ProblemCode#RATE_LIMITED}. */
    Uni<Void> request(String client) {
        return charged(() -> rates.request(client), rates.requests());
    }

    /** Counts so many prices, more than 0. Fails with {@link ProblemCode#RATE_LIMITED}, and then none is counted. */
    public Uni<Void> prices(Caller caller, int count) {
        return charged(() -> rates.prices(caller.client(), count), rates.prices());
    }

    /** The limit that the client should hear of; empty when nothing was counted. */
    Optional<Standing> told() {
        return Optional.ofNullable(told);
    }

    private Uni<Void> charged(Supplier<CompletionStage<Optional<Standing>>> counting, Limit limit) {
        return Uni.createFrom()
                .completionStage(counting)
                .invoke(standing -> standing.ifPresent(counted -> note(counted, limit)))
                .replaceWithVoid();
    }

    private void note(Standing standing, Limit limit) {
        if (standing.isTighterThan(told)) {
            told = standing;
        }
        standing.requireAllowed("This client asks too much: %d a second in the long run, %d at once."
                .formatted(limit.perSecond(), limit.burst()));
    }
}
