package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampStatus;
import java.util.Set;

/**
 * Which status may follow which.
 *
 * <p>A ramp that is under way may go to any later status, because skipped steps are normal; a review interrupts at any point and lets the
 * ramp go on anywhere. A finished ramp stays as it is, but for what is listed here: a bank may return a payout, a provider may give back the
 * money of a ramp that failed or was called off, and money may come although nobody waits for it any more.
 */
public enum RampTransitions {
    CREATED(0),
    AWAITING_DEPOSIT(10),
    IN_REVIEW(20),
    DEPOSIT_RECEIVED(30),
    CONVERTING(40),
    PAYING_OUT(50),
    COMPLETED(100, RampStatus.REFUNDING, RampStatus.REFUNDED),
    FAILED(100, RampStatus.REFUNDING, RampStatus.REFUNDED),
    REJECTED(100, RampStatus.REFUNDING, RampStatus.REFUNDED),
    CANCELED(100, RampStatus.REFUNDING, RampStatus.REFUNDED),
    EXPIRED(
            100,
            RampStatus.IN_REVIEW,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    REFUNDING(110, RampStatus.REFUNDED),
    REFUNDED(120);

    private static final int FINISHED = 100;

    private final int rank;
    private final Set<RampStatus> afterwards;

    RampTransitions(int rank, RampStatus... afterwards) {
        this.rank = rank;
        this.afterwards = Set.of(afterwards);
    }

    public static RampTransitions of(RampStatus status) {
        return valueOf(status.name());
    }

    /** How far along the way; a ramp never goes back, a review apart. */
    public int rank() {
        return rank;
    }

    /** Whether a ramp may go from here to there. Staying is no transition. */
    public boolean allows(RampStatus to) {
        RampTransitions next = of(to);
        if (rank >= FINISHED) {
            return afterwards.contains(to);
        }
        boolean review = (this == IN_REVIEW && next != CREATED) || (next == IN_REVIEW && this != IN_REVIEW);
        return next != this && (next.rank > rank || review);
    }
}
