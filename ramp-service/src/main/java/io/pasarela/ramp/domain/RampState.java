package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * As much of a ramp as its rules look at.
 *
 * @param submission whether the provider has it
 * @param providerTime the latest of the provider's times that was believed
 */
public record RampState(
        Submission submission, RampStatus status, @Nullable Instant providerTime) {

    /** How far the creation at the provider has got. */
    public enum Submission {
        /** Stored; nothing has left for the provider, and nothing can before it is marked as sending. */
        RESERVED,
        /** About to be sent, being sent, or sent by a process that died. */
        SENDING,
        /** Sent, and the answer never came. */
        UNCERTAIN,
        CONFIRMED,
        /** Given up: the provider never had it. */
        ABANDONED
    }
}
