/**
 * What a person sees before trusting us with money: quotations, and what the providers publish about pairs, banks and balances.
 *
 * <p>Requests come in at the {@code …Resource} classes of each package, are checked by its rules, and go to the provider. Package
 * {@code quotation} keeps what was quoted until well after it expired; {@code published} shows what changes seldom, through {@code cache}.
 */
@NullMarked
package io.pasarela.quote;

import org.jspecify.annotations.NullMarked;
