package io.pasarela.sandbox.killb.run;

/** KillB's sources contradict each other about the unit of a quotation's {@code expiresAt}. */
public enum ExpiresAtUnit {
    /** 13 digits, as in the guide. */
    MILLISECONDS,
    /** 10 digits, as in the API reference. */
    SECONDS
}
