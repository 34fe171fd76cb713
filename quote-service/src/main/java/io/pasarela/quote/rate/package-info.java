/** Counts in Redis how much clients ask, so that all replicas count together. */
@NullMarked
package io.pasarela.quote.rate;

import org.jspecify.annotations.NullMarked;
