package io.pasarela.contracts.events;

/**
 * Why a ramp did not end with the money at its destination. Told with every status that says so; the name is stable, new ones may be added,
 * and a reader treats one that it does not know as {@link #OTHER}.
 */
public enum RampReason {
    /** The provider never had the ramp. No money has moved, and none can by this ramp. */
    NEVER_RECEIVED(NextAction.REQUOTE),
    /** No deposit came in time. */
    DEPOSIT_EXPIRED(NextAction.REQUOTE),
    /** The provider's price could no longer be had. */
    QUOTATION_EXPIRED(NextAction.REQUOTE),
    /** Called off, by the person or by the provider. */
    CANCELED(NextAction.REQUOTE),
    /** Compliance, the provider's or a bank's, said no. */
    COMPLIANCE(NextAction.CONTACT_SUPPORT),
    /** The user's identity is not verified far enough. */
    IDENTITY(NextAction.UPGRADE_KYC),
    /** More than the user may move. */
    LIMIT_EXCEEDED(NextAction.UPGRADE_KYC),
    /** The destination did not take the money. */
    ACCOUNT_INVALID(NextAction.CHANGE_ACCOUNT),
    /** A failure of the provider's own, an empty balance of ours with it included. */
    PROVIDER_ERROR(NextAction.CONTACT_SUPPORT),
    /** The money is on its way back to the payer. */
    REFUND_UNDER_WAY(NextAction.WAIT),
    /** The payer has the money back. */
    REFUNDED(NextAction.REQUOTE),
    /** The provider gave no reason, or one that nobody here knows. */
    OTHER(NextAction.CONTACT_SUPPORT);

    /** What the person can do about it. */
    public enum NextAction {
        /** Ask for a new quotation and execute it, under a new {@code externalId}. */
        REQUOTE,
        UPGRADE_KYC,
        /** Try again with another account. */
        CHANGE_ACCOUNT,
        WAIT,
        CONTACT_SUPPORT
    }

    private final NextAction nextAction;

    RampReason(NextAction nextAction) {
        this.nextAction = nextAction;
    }

    public NextAction nextAction() {
        return nextAction;
    }
}
