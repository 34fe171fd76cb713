/** What the providers publish: pairs, banks and balances. */
@NullMarked
package io.pasarela.quote.published;

import org.jspecify.annotations.NullMarked;
