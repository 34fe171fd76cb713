package io.pasarela.ramp.domain;

/** Everything that can happen to a ramp once it is stored. */
public sealed interface RampCommand {

    /** The provider has it. */
    record Confirm(RampNews news) implements RampCommand {}

    /** The provider's answer to the creation never came. */
    record Doubt() implements RampCommand {}

    /** The provider was asked often enough and never had it. */
    record Abandon() implements RampCommand {}

    /** The time for a deposit is over, and the provider, asked just now, has seen none. */
    record Expire() implements RampCommand {}

    /** The provider tells how it stands, by webhook or because we asked. */
    record Report(RampNews news) implements RampCommand {}
}
