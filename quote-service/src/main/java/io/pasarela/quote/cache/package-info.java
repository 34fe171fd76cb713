/**
 * What changes seldom, kept in Redis for a while.
 *
 * <p>{@code CachedReads} is the way in. In one process those who want the same share a flight ({@code Flights}); each flight is one
 * {@code ReadThrough}, which agrees with other replicas by way of {@code CacheStore}; {@code ProviderReads} is the narrow door to the provider.
 */
@NullMarked
package io.pasarela.quote.cache;

import org.jspecify.annotations.NullMarked;
