package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.RampState.Submission;
import org.jspecify.annotations.Nullable;

/** Why a ramp stands where it stands, when that is not where it was meant to go. */
public final class RampReasons {

    private RampReasons() {}

    /**
     * The reason to tell with a status; absent for a status that needs none.
     *
     * @param told what the provider's own words mean; absent when they mean nothing to us
     */
    public static @Nullable RampReason of(RampStatus status, Submission submission, @Nullable RampReason told) {
        return switch (status) {
            case FAILED ->
                submission == Submission.ABANDONED ? RampReason.NEVER_RECEIVED : told == null ? RampReason.OTHER : told;
            case REJECTED -> told == null ? RampReason.COMPLIANCE : told;
            case CANCELED -> told == null ? RampReason.CANCELED : told;
            case EXPIRED -> RampReason.DEPOSIT_EXPIRED;
            case REFUNDING -> RampReason.REFUND_UNDER_WAY;
            case REFUNDED -> RampReason.REFUNDED;
            case CREATED, AWAITING_DEPOSIT, IN_REVIEW, DEPOSIT_RECEIVED, CONVERTING, PAYING_OUT, COMPLETED -> null;
        };
    }
}
