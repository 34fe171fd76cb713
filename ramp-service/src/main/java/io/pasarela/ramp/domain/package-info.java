/**
 * The rules of a ramp, as plain Java: {@link io.pasarela.ramp.domain.RampRules#decide} is a pure function of a state and a command.
 *
 * <p>Nothing here knows a database, a topic, a framework or a clock, and nothing can tell whether a webhook, a request or a reconciliation
 * sent the command. {@link io.pasarela.ramp.domain.RampTransitions} is the whole table of which status may follow which.
 */
@NullMarked
package io.pasarela.ramp.domain;

import org.jspecify.annotations.NullMarked;
