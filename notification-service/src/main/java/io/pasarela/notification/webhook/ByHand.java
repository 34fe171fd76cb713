package io.pasarela.notification.webhook;

import io.pasarela.gateway.rate.Limit;
import io.pasarela.gateway.rate.Rates;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts what is sent because somebody asks for it, and not because something has happened: it goes to servers that are not ours. */
@ApplicationScoped
class ByHand {

    private final Rates rates;
    private final Limit limit;

    ByHand(Rates rates, WebhookConfig config) {
        this.rates = rates;
        this.limit = new Limit(config.byHandPerSecond(), config.byHandBurst());
    }

    /** Fails with a problem when this client has asked for too much. */
    Uni<Void> count(String client) {
        return Uni.createFrom()
                .completionStage(() -> rates.take("by-hand:" + client, limit))
                .invoke(standing ->
                        standing.ifPresent(counted -> counted.requireAllowed("This client has too much sent by hand.")))
                .replaceWithVoid();
    }
}
