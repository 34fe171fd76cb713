/**
 * What the providers publish: pairs, banks and balances. {@code PublishedResource} answers; {@code FastLane}, in front of it, answers again what it has
 * just answered; {@code CacheInvalidation} drops what an event has made old.
 */
@NullMarked
package io.pasarela.quote.published;

import org.jspecify.annotations.NullMarked;
