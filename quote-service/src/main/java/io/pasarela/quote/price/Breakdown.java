package io.pasarela.quote.price;

import io.pasarela.contracts.money.Money;
import java.math.BigDecimal;
import java.util.List;

/**
 * What is paid, what is received, and what lies between. The identities of SEP-38 hold for every instance:
 *
 * <ul>
 *   <li>{@code converted + feesPaid = from} and {@code received + feesKept = acquired}, exactly
 *   <li>{@code total price × to = from}, {@code price × acquired = converted}, {@code rate × from = to}, each product rounded half even to the
 *       scale of the amount on the right
 * </ul>
 *
 * @param fees each in the currency of {@code from} or of {@code to}; where those are the same, all are paid before the conversion
 * @see <a href="https://github.com/stellar/stellar-protocol/blob/master/ecosystem/sep-0038.md">SEP-38, 2.5.0</a>
 */
public record Breakdown(Money from, Money to, List<Fee> fees) {

    /**
     * @throws IllegalArgumentException when an amount is not positive, a fee has another currency, or the fees eat up the payment
     */
    public Breakdown {
        fees = List.copyOf(fees);
        require(from.isPositive() && to.isPositive(), "amounts are positive");
        for (Fee fee : fees) {
            require(fee.amount().signum() > 0, "a fee is positive");
            require(
                    fee.currency().equals(from.asset().name())
                            || fee.currency().equals(to.asset().name()),
                    "a fee is in one of the two currencies");
        }
        require(from.amount().compareTo(sum(fees, from)) > 0, "fees are less than the payment");
    }

    /** What is paid in fees before the conversion, in the currency of {@code from}. */
    public BigDecimal feesPaid() {
        return sum(fees, from);
    }

    /** What of the payment is converted. */
    public BigDecimal converted() {
        return from.amount().subtract(feesPaid());
    }

    /** What the conversion gives, before fees in the currency of {@code to} are kept from it. */
    public BigDecimal acquired() {
        return from.asset() == to.asset() ? to.amount() : to.amount().add(sum(fees, to));
    }

    /** All-in: received per one unit paid. */
    public BigDecimal rate() {
        return Ratio.stated(to.amount(), from.amount());
    }

    /** All-in: paid per one unit received (SEP-38 {@code total_price}). */
    public BigDecimal totalPrice() {
        return Ratio.stated(from.amount(), to.amount());
    }

    /** Paid per one unit, fees apart (SEP-38 {@code price}). */
    public BigDecimal price() {
        return Ratio.stated(converted(), acquired());
    }

    private static BigDecimal sum(List<Fee> fees, Money side) {
        return fees.stream()
                .filter(fee -> fee.currency().equals(side.asset().name()))
                .map(Fee::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .setScale(side.asset().scale());
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
