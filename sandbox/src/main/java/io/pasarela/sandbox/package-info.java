/**
 * Everything a laptop needs to run Pasarela. In: a checkout whose modules are built, and
 * {@link io.pasarela.sandbox.SandboxOptions}. Out: a {@link io.pasarela.sandbox.Sandbox}, which is the real stores, the four
 * services, a simulated provider, a token issuer and the front door, all on 127.0.0.1. {@code Main} is what
 * {@code ./pasarela up} starts; system tests start the same class with free ports and a folder of their own.
 */
@NullMarked
package io.pasarela.sandbox;

import org.jspecify.annotations.NullMarked;
