package io.pasarela.quote.published;

import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.WebhookDecoder.News;
import java.util.Optional;

/** Which key of the cache an event has made old. */
final class Invalidated {

    private Invalidated() {}

    /** A user is another one now; a ramp that is over, or money of ours that moved, leaves other balances. Nothing else is kept. */
    static Optional<String> by(String provider, News news) {
        return switch (news) {
            case News.OfUser of -> Optional.of(provider + ":user:" + of.user().id());
            case News.OfRamp of ->
                Optional.ofNullable(of.ramp().status())
                        .filter(RampStatus::isTerminal)
                        .map(_ -> balances(provider));
            case News.OfFunds _ -> Optional.of(balances(provider));
            case News.OfAccount _, News.Other _ -> Optional.empty();
        };
    }

    static Optional<String> by(RampEvent event) {
        return event.ramp().status().isTerminal()
                ? Optional.of(balances(event.ramp().provider()))
                : Optional.empty();
    }

    private static String balances(String provider) {
        return provider + ":balances";
    }
}
