/** Prices: asked for, checked, kept until well after they expired. */
@NullMarked
package io.pasarela.quote.quotation;

import org.jspecify.annotations.NullMarked;
