package io.pasarela.providers;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.math.MathContext;
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
     * @param midRate absent when not stated or its direction cannot be told
     * @param expiresAt absent in simulations
     */
    record Price(
            @Nullable String providerQuotationId,
            Money from,
            Money to,
            @Nullable MidRate midRate,
            Binding binding,
            @Nullable Instant expiresAt) {

        /** The same amounts as a price to look at: whatever the provider says beside them, it binds nobody and cannot be executed. */
        public Price simulated() {
            return new Price(null, from, to, midRate, Binding.INDICATIVE, null);
        }
    }

    /**
     * The market's rate as a provider states it.
     *
     * @param rate {@code to} per one {@code from}
     * @param error how far the true rate may lie from it, as a part of it; 0 for an exact one
     */
    record MidRate(BigDecimal rate, BigDecimal error) {

        private static final BigDecimal BASIS_POINT = new BigDecimal("0.0001");

        /** A rate as it was written: the true one may lie half of its last place away. @param rate positive */
        public static MidRate stated(BigDecimal rate) {
            BigDecimal half = rate.ulp().divide(BigDecimal.TWO);
            return new MidRate(rate, half.divide(rate.subtract(half), MathContext.DECIMAL64));
        }

        /** The other way round, as uncertain as before. */
        public MidRate reciprocal() {
            return new MidRate(BigDecimal.ONE.divide(rate, MathContext.DECIMAL64), error);
        }

        /** Whether a cost can be told from it to the basis point. */
        public boolean tellsBasisPoints() {
            return error.compareTo(BASIS_POINT) < 0;
        }
    }
}
