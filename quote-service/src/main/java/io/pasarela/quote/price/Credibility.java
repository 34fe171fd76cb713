package io.pasarela.quote.price;

import io.pasarela.contracts.money.Money;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.MidRate;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A provider is believed within reason. What contradicts the order is a failure of the provider and not passed on. */
public final class Credibility {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /** A mid rate that differs by more than this factor from the price is none: something else was stated. */
    private static final BigDecimal MID_RATE_FACTOR = BigDecimal.TWO;

    private Credibility() {}

    /**
     * The price, without its mid rate if that is out of all proportion.
     *
     * @throws ProviderFailure.Unavailable when the price does not answer the order
     */
    public static Price believed(Order order, Price price) {
        Money fixed = order.fixed() == Side.FROM ? price.from() : price.to();
        require(price.from().asset() == order.from() && price.to().asset() == order.to(), "has other currencies");
        require(fixed.amount().compareTo(order.amount()) == 0, "changes the amount that was fixed");
        require(price.from().isPositive() && price.to().isPositive(), "has an amount that is not positive");
        return new Price(
                price.providerQuotationId(),
                price.from(),
                price.to(),
                proportionate(price),
                price.binding(),
                price.expiresAt());
    }

    /**
     * The same for a price to act on, which lasts for some time.
     *
     * @throws ProviderFailure.Unavailable when the price does not answer the order or does not last
     */
    public static Price believedUntilExpiry(Order order, Price price, Instant now) {
        Instant expiresAt = price.expiresAt();
        require(expiresAt != null, "does not say how long it lasts");
        require(expiresAt != null && expiresAt.isAfter(now), "had expired when it arrived");
        return believed(order, price);
    }

    private static @Nullable MidRate proportionate(Price price) {
        MidRate midRate = price.midRate();
        if (midRate == null || midRate.rate().signum() <= 0) {
            return null;
        }
        BigDecimal atMid = price.from().amount().multiply(midRate.rate());
        BigDecimal received = price.to().amount();
        return atMid.max(received).compareTo(atMid.min(received).multiply(MID_RATE_FACTOR)) > 0 ? null : midRate;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new ProviderFailure.Unavailable(
                    "the provider's price " + otherwise, ProviderFailure.Unavailable.Why.FAILED, RETRY_AFTER, null);
        }
    }
}
