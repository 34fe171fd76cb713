/**
 * What is known, in PostgreSQL. {@link io.pasarela.ramp.store.Ramps} is the one door through which a ramp changes: it loads, lets the rules
 * decide, and commits the new state, its timeline and its events together. Users and accounts hold no personal data.
 */
@NullMarked
package io.pasarela.ramp.store;

import org.jspecify.annotations.NullMarked;
