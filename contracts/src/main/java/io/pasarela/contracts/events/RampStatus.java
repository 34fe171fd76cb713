package io.pasarela.contracts.events;

/**
 * Where a ramp stands, in words that hold for every provider and both directions. Which step may follow which is decided by
 * ramp-service and drawn in {@code docs/ramp-states.md}.
 */
public enum RampStatus {
    /** Known to Pasarela; the customer cannot pay yet. */
    CREATED,
    /** Deposit instructions are out; the customer's money is awaited. */
    AWAITING_DEPOSIT,
    /** A person at the provider looks at it; it may go on anywhere afterwards. */
    IN_REVIEW,
    DEPOSIT_RECEIVED,
    CONVERTING,
    PAYING_OUT,
    /** The destination has the money. */
    COMPLETED,
    FAILED,
    REJECTED,
    CANCELED,
    /** No deposit came in time. */
    EXPIRED,
    REFUNDING,
    REFUNDED;

    /** Whether a ramp in this status is over, late refunds apart. */
    public boolean isTerminal() {
        return switch (this) {
            case COMPLETED, FAILED, REJECTED, CANCELED, EXPIRED, REFUNDED -> true;
            case CREATED, AWAITING_DEPOSIT, IN_REVIEW, DEPOSIT_RECEIVED, CONVERTING, PAYING_OUT, REFUNDING -> false;
        };
    }
}
