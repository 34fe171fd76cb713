/**
 * Several prices in one answer: a batch of requests, and one request to several providers. What cannot be priced has its reason there, as the
 * same problem document that a single request would have been answered with.
 */
@NullMarked
package io.pasarela.quote.several;

import org.jspecify.annotations.NullMarked;
