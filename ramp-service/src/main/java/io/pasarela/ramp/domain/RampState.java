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

    /**
     * Whether anything may still come of it that somebody waits for: it is under way, or it ended by our own conclusion, which the provider may
     * take back (ADR 0008). A refund of what has ended is no such thing: it is told when it comes, days later.
     */
    public boolean mayGoOn() {
        return submission != Submission.CONFIRMED || !status.isTerminal() || status == RampStatus.EXPIRED;
    }

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
        ABANDONED;

        /** Whether it is known whether the provider has it. */
        public boolean isSure() {
            return this == CONFIRMED || this == ABANDONED;
        }
    }
}
