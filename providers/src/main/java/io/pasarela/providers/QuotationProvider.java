package io.pasarela.providers;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Prices a conversion. */
public interface QuotationProvider extends Provider {

    /** A price to act on, for as long as it lasts. Fails with {@link ProviderFailure}. */
    Uni<Price> quote(Order order);

    /** A price to look at; it binds nobody. Fails with {@link ProviderFailure}. */
    Uni<Price> simulate(Order order);

    /** Which of the two amounts the customer fixed. */
    enum Side {
        FROM,
        TO
    }

    /** Whether the provider stands by the amounts until {@code expiresAt}. */
    enum Binding {
        LOCKED,
        INDICATIVE
    }

    /**
     * What is to be priced.
     *
     * @param amount of {@code from} or {@code to}, as {@code fixed} says
     * @param providerAccountId the destination, for providers that price per account (BlindPay)
     */
    record Order(
            Asset from,
            Asset to,
            BigDecimal amount,
            Side fixed,
            String cashInMethod,
            String cashOutMethod,
            @Nullable String providerAccountId) {}

    /**
     * A price.
     *
     * @param providerQuotationId absent where the provider keeps no quotation (Bridge) and in simulations
     * @param midRate the market's rate as the provider states it, {@code to} per one {@code from}; absent when not stated or its
     *     direction cannot be told
     * @param expiresAt absent in simulations
     */
    record Price(
            @Nullable String providerQuotationId,
            Money from,
            Money to,
            @Nullable BigDecimal midRate,
            Binding binding,
            @Nullable Instant expiresAt) {}
}
