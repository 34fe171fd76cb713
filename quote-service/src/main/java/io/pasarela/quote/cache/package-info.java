/** What changes seldom, kept in Redis for a while. */
@NullMarked
package io.pasarela.quote.cache;

import org.jspecify.annotations.NullMarked;
