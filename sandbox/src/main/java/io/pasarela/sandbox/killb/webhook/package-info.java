/**
 * Telling the customer. Users, accounts and ramps hand in what happened to them; what goes out is a signed POST to the one
 * subscription, in order per resource, repeated by the schedule until a 2xx comes back. Ordering, schedule, timeout and what counts
 * as success are not documented by KillB and chosen here; faults break every one of them on request.
 */
@NullMarked
package io.pasarela.sandbox.killb.webhook;

import org.jspecify.annotations.NullMarked;
