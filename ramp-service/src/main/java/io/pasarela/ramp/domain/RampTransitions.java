package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.RampStatus;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which status may follow which. Skipped steps are normal, so a step may lead to any later one. A finished ramp can still be refunded:
 * a bank may return a payout, and a provider may give back the money of a failed ramp.
 */
public enum RampTransitions {
    CREATED(
            0,
            RampStatus.AWAITING_DEPOSIT,
            RampStatus.IN_REVIEW,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    AWAITING_DEPOSIT(
            10,
            RampStatus.IN_REVIEW,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    /** Interrupts at any point, and lets the ramp go on anywhere. */
    IN_REVIEW(
            20,
            RampStatus.AWAITING_DEPOSIT,
            RampStatus.DEPOSIT_RECEIVED,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    DEPOSIT_RECEIVED(
            30,
            RampStatus.IN_REVIEW,
            RampStatus.CONVERTING,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    CONVERTING(
            40,
            RampStatus.IN_REVIEW,
            RampStatus.PAYING_OUT,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    PAYING_OUT(
            50,
            RampStatus.IN_REVIEW,
            RampStatus.COMPLETED,
            RampStatus.FAILED,
            RampStatus.REJECTED,
            RampStatus.CANCELED,
            RampStatus.EXPIRED,
            RampStatus.REFUNDING,
            RampStatus.REFUNDED),
    COMPLETED(100, RampStatus.REFUNDING, RampStatus.REFUNDED),
    FAILED(100, RampStatus.REFUNDED),
    REJECTED(100),
    CANCELED(100),
    EXPIRED(100),
    REFUNDING(110, RampStatus.REFUNDED),
    REFUNDED(120);

    private final int rank;
    private final Set<RampStatus> next;

    RampTransitions(int rank, RampStatus... next) {
        this.rank = rank;
        this.next = EnumSet.noneOf(RampStatus.class);
        this.next.addAll(Set.of(next));
    }

    public static RampTransitions of(RampStatus status) {
        return valueOf(status.name());
    }

    /** How far along the way; a ramp never goes back, a review apart. */
    public int rank() {
        return rank;
    }

    public Set<RampStatus> next() {
        return Set.copyOf(next);
    }

    public boolean allows(RampStatus to) {
        return next.contains(to);
    }
}
