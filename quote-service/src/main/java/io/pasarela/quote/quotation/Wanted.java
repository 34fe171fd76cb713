package io.pasarela.quote.quotation;

import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.QuotationProvider.Order;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request that has been checked.
 *
 * @param pair the provider's conditions for the order
 * @param minValidity how long the quotation must last; absent when that does not matter
 * @param userId whose limits are to be kept; absent when nobody's are
 */
record Wanted(
        Order order,
        Pair pair,
        @Nullable Duration minValidity,
        @Nullable UUID userId) {}
