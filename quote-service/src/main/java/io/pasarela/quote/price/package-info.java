/**
 * The arithmetic of a quotation, as pure functions: what of the customer's payment is fee, the prices at which the published identities
 * hold, what all of it costs against the market, which provider's answer is believed, and which of several is best.
 */
@NullMarked
package io.pasarela.quote.price;

import org.jspecify.annotations.NullMarked;
