package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Money;
import io.pasarela.providers.QuotationProvider.Binding;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.quote.limits.LimitsView;
import io.pasarela.quote.price.AllInCost;
import io.pasarela.quote.price.Breakdown;
import io.pasarela.quote.price.Disclosure;
import io.pasarela.quote.price.Fee;
import io.pasarela.quote.processing.ProcessingTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A quotation as the client sees it. A simulation is the same without id and expiry. The identities between the amounts and the three prices
 * are those of {@link Breakdown}; they hold in every answer.
 *
 * @param status {@code OPEN} or {@code EXPIRED}, at the moment of the answer
 * @param fromAmount what the customer pays, rounded up to the asset's scale
 * @param toAmount what the customer receives, rounded down to the asset's scale
 * @param rate all-in: {@code toCurrency} received per one {@code fromCurrency} paid
 * @param totalPrice all-in: {@code fromCurrency} paid per one {@code toCurrency} received
 * @param price the same without the itemised fees: {@code convertedAmount} per one {@code toCurrency} received
 * @param fees the itemised fees, all in {@code fromCurrency}
 * @param feeTotal their sum, in {@code fromCurrency}
 * @param convertedAmount {@code fromAmount} less {@code feeTotal}, in {@code fromCurrency}
 * @param breakdown {@code FULL} when the fees are, to the basis point, the whole difference between {@code midRate} and {@code rate}, {@code PARTIAL} when the
 *     provider does not disclose enough to say so
 * @param midRate the market's rate, {@code toCurrency} per one {@code fromCurrency}; absent when nobody stated one
 * @param midRateSource whose {@code midRate} it is: {@code PROVIDER}, stated with this price
 * @param allInCostBps what all of it costs against {@code midRate}, in hundredths of a percent; negative when better than the market; absent
 *     when {@code midRate} was stated in too few digits to tell
 * @param expiresInSeconds whole seconds from the answer until {@code expiresAt}, rounded down, never negative
 * @param userId whose limits were kept; absent when nobody's were
 * @param limits of that user when the quotation was made, without it and without texts for the person
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
        BigDecimal totalPrice,
        BigDecimal price,
        List<Fee> fees,
        BigDecimal feeTotal,
        BigDecimal convertedAmount,
        Disclosed breakdown,
        @Nullable BigDecimal midRate,
        @Nullable MidRateSource midRateSource,
        @Nullable Long allInCostBps,
        Binding binding,
        ProcessingTime processingTime,
        @Nullable UUID userId,
        @Nullable LimitsView limits,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Long expiresInSeconds) {

    /** Whether the itemised fees are all of them. */
    public enum Disclosed {
        FULL,
        PARTIAL
    }

    /** Whose mid rate it is. */
    public enum MidRateSource {
        PROVIDER
    }

    static Quotation of(
            @Nullable UUID id,
            String provider,
            Wanted wanted,
            Price price,
            ProcessingTime processingTime,
            @Nullable LimitsView limits,
            Instant now) {
        Order order = wanted.order();
        Money from = price.from();
        Money to = price.to();
        MidRate midRate = price.midRate();
        Disclosure disclosure = Disclosure.of(from, to, midRate, wanted.pair().feePercent());
        Breakdown breakdown = new Breakdown(from, to, disclosure.fees());
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
                breakdown.rate(),
                breakdown.totalPrice(),
                breakdown.price(),
                breakdown.fees(),
                breakdown.feesPaid(),
                breakdown.converted(),
                disclosure.full() ? Disclosed.FULL : Disclosed.PARTIAL,
                midRate == null ? null : midRate.rate(),
                midRate == null ? null : MidRateSource.PROVIDER,
                midRate == null || !midRate.tellsBasisPoints()
                        ? null
                        : (Long) AllInCost.bps(from.amount(), to.amount(), midRate.rate()),
                price.binding(),
                processingTime,
                wanted.userId(),
                limits,
                now,
                price.expiresAt(),
                null);
    }

    /** The same quotation, with the status and the remaining life that it has at this moment. */
    public Quotation at(Instant now) {
        String statusNow = expiresAt == null ? null : now.isBefore(expiresAt) ? "OPEN" : "EXPIRED";
        Long secondsNow = expiresAt == null
                ? null
                : (Long) Math.max(0, Duration.between(now, expiresAt).toSeconds());
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
                totalPrice,
                price,
                fees,
                feeTotal,
                convertedAmount,
                breakdown,
                midRate,
                midRateSource,
                allInCostBps,
                binding,
                processingTime,
                userId,
                limits,
                createdAt,
                expiresAt,
                secondsNow);
    }
}
