package io.pasarela.contracts.events;

/** How sure Pasarela is that the provider has the ramp. */
public enum Outcome {
    /** The provider said so. */
    CONFIRMED,
    /** The provider's answer never came. It is asked again by the ramp's own key; the ramp is never sent as a second one. */
    UNCERTAIN
}
