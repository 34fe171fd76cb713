/**
 * {@code ./pasarela bench ramp}: how many ramps ramp-service creates and how many webhooks it applies and publishes. In: ramp-service as it is
 * built, and a bare server in the place of the provider and of quote-service. Out: a report that says how close both come to PostgreSQL doing the same SQL by
 * itself. {@link io.pasarela.bench.ramp.RampBench} is the whole run.
 */
@NullMarked
package io.pasarela.bench.ramp;

import org.jspecify.annotations.NullMarked;
