package io.pasarela.quote.quotation;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v2/quotations} and {@code …/simulation}. Everything is text until {@link QuotationRules} has looked at it;
 * amounts may be JSON numbers too.
 *
 * @param amount what is fixed, in major units
 * @param amountIsToCurrency {@code true} when {@code amount} is what the receiver must get; {@code false}, the default, when it is
 *     what the payer sends
 */
public record QuotationRequest(
        @Nullable String fromCurrency,
        @Nullable String toCurrency,
        @Nullable String amount,
        @Nullable Boolean amountIsToCurrency,
        @Nullable String cashInMethod,
        @Nullable String cashOutMethod) {}
