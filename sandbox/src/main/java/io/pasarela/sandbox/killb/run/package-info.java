/**
 * One run of the simulator, from start or reset to the next reset: its clock, ids, timers, counters, faults and the behaviour in
 * force. The control API turns these dials, every other package reads them. Nothing here knows HTTP or a KillB resource, so that a
 * reset is nothing more than a new {@link io.pasarela.sandbox.killb.run.Run}.
 */
@NullMarked
package io.pasarela.sandbox.killb.run;

import org.jspecify.annotations.NullMarked;
