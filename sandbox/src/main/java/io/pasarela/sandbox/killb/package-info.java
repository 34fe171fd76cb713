/**
 * A KillB to develop and test against: its public API v2 on a local port, with prices, users, ramps that move and signed webhooks,
 * everything in memory on one event loop. Requests come in under {@code /api/v2}; under {@code /_sim} a person or a test watches it
 * and makes it misbehave. {@code wire} is the form, {@code customer}, {@code price}, {@code ramp} and {@code webhook} are the
 * content, {@code run} is what they share. {@code KILLB-SIMULATOR.md} describes its use.
 */
@NullMarked
package io.pasarela.sandbox.killb;

import org.jspecify.annotations.NullMarked;
