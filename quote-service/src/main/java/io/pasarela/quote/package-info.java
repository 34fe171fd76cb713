/**
 * What a person sees before trusting us with money: quotations, and what the providers publish about pairs, banks and balances.
 *
 * <p>Requests come in at the {@code …Resource} classes, are checked by {@link io.pasarela.quote.QuotationRules}, and go to the provider.
 * {@link io.pasarela.quote.Quotations} keeps what was quoted in Redis until well after it expired; {@link io.pasarela.quote.CachedReads} keeps
 * what changes seldom, and {@link io.pasarela.quote.CacheInvalidation} drops it when a webhook or a ramp says that it changed.
 */
@NullMarked
package io.pasarela.quote;

import org.jspecify.annotations.NullMarked;
