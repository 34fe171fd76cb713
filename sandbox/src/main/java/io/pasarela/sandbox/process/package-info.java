/**
 * Operating-system processes as the sandbox sees them. In: a {@link io.pasarela.sandbox.process.Launch} that says what to
 * run and when it is ready. Out: a {@link io.pasarela.sandbox.process.Part}, a handle that starts, pauses, kills and stops
 * that one process. Pids are recorded with their start time, so that a later run can recognise what a killed one left
 * behind and never touches a process that merely got the same pid.
 */
@NullMarked
package io.pasarela.sandbox.process;

import org.jspecify.annotations.NullMarked;
