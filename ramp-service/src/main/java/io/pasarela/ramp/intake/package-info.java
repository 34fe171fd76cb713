/**
 * Where clients ask for ramps. {@link io.pasarela.ramp.intake.RampCreation} is the whole way of a request: checked, stored, sent; a repetition is
 * recognised before anything else is looked at.
 */
@NullMarked
package io.pasarela.ramp.intake;

import org.jspecify.annotations.NullMarked;
