package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Money;
import io.pasarela.gateway.Caller;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import io.pasarela.quote.limits.Counting;
import io.pasarela.quote.limits.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The one place where the limits of the user whom a request names are kept. A refusal is a failure with a {@link
 * io.pasarela.gateway.ProblemException}; a request without {@code userId} passes.
 */
@ApplicationScoped
class UserLimits {

    private final Limits limits;

    UserLimits(Limits limits) {
        this.limits = limits;
    }

    /** The limits that the request is held to. Ends it when the user may not ramp, or when what it fixes is too much already. */
    Uni<Optional<Limits.Check>> of(Caller caller, Wanted wanted) {
        UUID userId = wanted.userId();
        return userId == null
                ? Uni.createFrom().item(Optional.empty())
                : limits.of(caller, userId)
                        .invoke(check -> check.refuseBeyond(fixedDollars(wanted.order())))
                        .map(Optional::of);
    }

    /**
     * The same, before anything binding reaches a provider.
     *
     * @param simulation this very order's price to look at; asked for only when the amount in dollars is not the one that the request fixes
     */
    Uni<Optional<Limits.Check>> before(Caller caller, Wanted wanted, Supplier<Uni<Price>> simulation) {
        return of(caller, wanted)
                .call(check -> check.isEmpty() || !needsPrice(wanted.order())
                        ? Uni.createFrom().voidItem()
                        : simulation.get().invoke(price -> after(check, price)));
    }

    /** Again with the exact amounts, before the quotation is kept or returned. */
    static void after(Optional<Limits.Check> check, Price price) {
        check.ifPresent(limits -> limits.refuseBeyond(dollars(price.from(), price.to())));
    }

    private static boolean needsPrice(Order order) {
        boolean countable = Counting.isDollars(order.from().name())
                || Counting.isDollars(order.to().name());
        return countable && fixedDollars(order).isEmpty();
    }

    private static Optional<BigDecimal> fixedDollars(Order order) {
        return Counting.dollars(
                order.from().name(),
                order.fixed() == Side.FROM ? order.amount() : null,
                order.to().name(),
                order.fixed() == Side.TO ? order.amount() : null);
    }

    private static Optional<BigDecimal> dollars(Money from, Money to) {
        return Counting.dollars(from.asset().name(), from.amount(), to.asset().name(), to.amount());
    }
}
