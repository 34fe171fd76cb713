package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quotation as the client sees it. A simulation is the same without id and expiry.
 *
 * @param status {@code OPEN} or {@code EXPIRED}, at the moment of the answer
 * @param fromAmount what the customer pays, rounded up to the asset's scale
 * @param toAmount what the customer receives, rounded down to the asset's scale
 * @param rate all-in: {@code toCurrency} received per one {@code fromCurrency} paid, 16 significant digits
 * @param midRate the market's rate as the provider states it, in the same direction
 * @param allInCostBps what all of it costs against {@code midRate}, in hundredths of a percent; negative when better than the market
 * @param fees the itemised fees
 * @param breakdown {@code FULL} when the fees explain the whole difference, {@code PARTIAL} when the provider does not disclose enough
 */
public record Quotation(
        @Nullable UUID id,
        String provider,
        @Nullable String providerQuotationId,
        @Nullable String status,
        String fromCurrency,
        BigDecimal fromAmount,
        String toCurrency,
        BigDecimal toAmount,
        boolean amountIsToCurrency,
        String cashInMethod,
        String cashOutMethod,
        BigDecimal rate,
        @Nullable BigDecimal midRate,
        @Nullable Long allInCostBps,
        List<Fee> fees,
        String breakdown,
        Binding binding,
        ProcessingTime processingTime,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** One fee. @param amount in {@code currency} */
    public record Fee(String type, BigDecimal amount, String currency) {}

    private static final BigDecimal BASIS_POINTS = BigDecimal.valueOf(10_000);

    static Quotation of(@Nullable UUID id, String provider, Order order, Price price, Instant now) {
        Money from = price.from();
        Money to = price.to();
        BigDecimal rate = to.amount().divide(from.amount(), MathContext.DECIMAL64);
        return new Quotation(
                id,
                provider,
                price.providerQuotationId(),
                null,
                from.asset().name(),
                from.amount(),
                to.asset().name(),
                to.amount(),
                order.fixed() == Side.TO,
                order.cashInMethod(),
                order.cashOutMethod(),
                rate,
                price.midRate(),
                costBps(rate, price.midRate()),
                List.of(),
                "PARTIAL",
                price.binding(),
                ProcessingTime.documented(order.cashInMethod(), order.cashOutMethod()),
                now,
                price.expiresAt());
    }

    /** The same quotation, with the status that it has at this moment. */
    Quotation at(Instant now) {
        String statusNow = expiresAt == null ? null : now.isBefore(expiresAt) ? "OPEN" : "EXPIRED";
        return new Quotation(
                id,
                provider,
                providerQuotationId,
                statusNow,
                fromCurrency,
                fromAmount,
                toCurrency,
                toAmount,
                amountIsToCurrency,
                cashInMethod,
                cashOutMethod,
                rate,
                midRate,
                allInCostBps,
                fees,
                breakdown,
                binding,
                processingTime,
                createdAt,
                expiresAt);
    }

    private static @Nullable Long costBps(BigDecimal rate, @Nullable BigDecimal midRate) {
        return midRate == null
                ? null
                : BigDecimal.ONE
                        .subtract(rate.divide(midRate, MathContext.DECIMAL64))
                        .multiply(BASIS_POINTS)
                        .setScale(0, RoundingMode.HALF_EVEN)
                        .longValueExact();
    }
}
