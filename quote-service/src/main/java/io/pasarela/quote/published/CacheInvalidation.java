package io.pasarela.quote.published;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Drops what an event has made stale. A lost or repeated event costs one read at the provider at most, so nothing here is ever parked: what
 * cannot be read is logged and passed over.
 */
@ApplicationScoped
class CacheInvalidation {

    private static final Logger LOG = Logger.getLogger(CacheInvalidation.class);
    private static final ObjectMapper JSON = Wire.mapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final Published published;

    CacheInvalidation(Published published) {
        this.published = published;
    }

    /** A finished ramp has moved money, so balances are no longer what they were. */
    @Incoming("ramps")
    Uni<Void> onRamp(byte[] event) {
        try {
            var ramp = JSON.readValue(event, RampEvent.class).ramp();
            return ramp.status().isTerminal()
                    ? tried(published.dropBalances(ramp.provider()))
                    : Uni.createFrom().voidItem();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("an event of topic ramps cannot be read: %s", e.getMessage());
            return Uni.createFrom().voidItem();
        }
    }

    private static Uni<Void> tried(Uni<Void> drop) {
        return drop.ifNoItem()
                .after(TIMEOUT)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf("a stale cache entry stays until it expires: %s", failure.toString()))
                .onFailure()
                .recoverWithNull();
    }
}
