package io.pasarela.notification;

import io.pasarela.contracts.events.RampEvent;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a ramp that somebody is to be told of.
 *
 * @param id of the event, the same however often it is delivered
 * @param data the event's JSON, as it came
 * @param traceparent of what caused it; absent where that is not traced
 */
record Change(
        UUID id, RampEvent event, String data, @Nullable String traceparent) {

    Bell.Ring ring() {
        return new Bell.Ring(event.ramp().client(), event.ramp().userExternalId());
    }
}
