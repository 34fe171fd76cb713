/**
 * {@code ./pasarela bench quote}: what quote-service can answer, and what it needs for it. In: quote-service as it is built, a simulated
 * provider, and beside it a bare server that answers out of Redis, and Redis itself. Out: a report that says how close a cached read comes to
 * the bare server. {@link io.pasarela.bench.quote.QuoteBench} is the whole run.
 */
@NullMarked
package io.pasarela.bench.quote;

import org.jspecify.annotations.NullMarked;
