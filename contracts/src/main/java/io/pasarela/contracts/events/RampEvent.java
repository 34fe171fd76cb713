package io.pasarela.contracts.events;

import org.jspecify.annotations.Nullable;

/**
 * One change of a ramp. Data of {@link EventTypes#RAMP_CREATED} (without {@code previousStatus}) and
 * {@link EventTypes#RAMP_STATUS_CHANGED}.
 *
 * @param ramp the whole ramp after the change; a reader needs no earlier event
 * @param sequence 1 for the creation and one more for each change, without holes
 */
public record RampEvent(RampSnapshot ramp, @Nullable RampStatus previousStatus, long sequence, Cause cause) {

    /** The CloudEvents type that this event is published as. */
    public String type() {
        return previousStatus == null ? EventTypes.RAMP_CREATED : EventTypes.RAMP_STATUS_CHANGED;
    }
}
