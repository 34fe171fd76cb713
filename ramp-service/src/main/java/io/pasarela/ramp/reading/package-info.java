/**
 * Where clients read ramps: one, many, what happened to one and what comes next, and the wait for its next change ({@link
 * io.pasarela.ramp.reading.RampWatch}). Nothing here changes a ramp.
 */
@NullMarked
package io.pasarela.ramp.reading;

import org.jspecify.annotations.NullMarked;
