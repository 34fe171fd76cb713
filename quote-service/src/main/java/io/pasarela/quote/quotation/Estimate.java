package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Money;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * Both amounts of an order at a recent price of the same pair and methods. It binds nobody.
 *
 * @param pricedAt when the provider stated the price
 */
record Estimate(Money from, Money to, Instant pricedAt) {

    /**
     * @throws ProblemException when the other amount is larger than anything that is exchanged
     */
    static Estimate of(Order order, Price recent, Instant pricedAt) {
        BigDecimal paid = recent.from().amount();
        BigDecimal received = recent.to().amount();
        try {
            return order.fixed() == Side.FROM
                    ? new Estimate(
                            Money.exactly(order.from(), order.amount()),
                            Money.received(order.to(), scaled(order.amount(), received, paid)),
                            pricedAt)
                    : new Estimate(
                            Money.paid(order.from(), scaled(order.amount(), paid, received)),
                            Money.exactly(order.to(), order.amount()),
                            pricedAt);
        } catch (IllegalArgumentException _) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST, new Fault("amount", "TOO_LARGE", "amount is larger than any ramp."));
        }
    }

    private static BigDecimal scaled(BigDecimal amount, BigDecimal multiplier, BigDecimal divisor) {
        return amount.multiply(multiplier).divide(divisor, MathContext.DECIMAL128);
    }
}
