package io.pasarela.contracts.events;

/** What made a ramp change. */
public enum Cause {
    /** A client's request. */
    REQUEST,
    /** A provider's webhook. */
    WEBHOOK,
    /** Pasarela asked the provider by itself. */
    RECONCILIATION
}
