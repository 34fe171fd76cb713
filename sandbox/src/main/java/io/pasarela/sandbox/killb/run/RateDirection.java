package io.pasarela.sandbox.killb.run;

/** KillB's sources contradict each other about what a quotation's {@code rate} divides by what. */
public enum RateDirection {
    /** {@code toAmount / fromAmount}, as in the API reference. */
    TO_PER_FROM,
    /** {@code fromAmount / toAmount}, as in the guide. */
    FROM_PER_TO
}
