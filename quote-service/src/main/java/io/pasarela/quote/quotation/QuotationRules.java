package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Asset;
import io.pasarela.gateway.Faults;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a quotation request must fulfil before anything reaches a provider. */
final class QuotationRules {

    private QuotationRules() {}

    /**
     * The order that the request means.
     *
     * @throws io.pasarela.gateway.ProblemException with every fault, when it means none
     */
    static Order order(QuotationRequest request, List<Pair> pairs) {
        Faults faults = new Faults();
        Optional<Asset> from = faults.asset("fromCurrency", request.fromCurrency());
        Optional<Asset> to = faults.asset("toCurrency", request.toCurrency());
        Side fixed = Boolean.TRUE.equals(request.amountIsToCurrency()) ? Side.TO : Side.FROM;
        Optional<BigDecimal> amount = faults.amount("amount", request.amount(), fixed == Side.TO ? to : from);
        Optional<String> cashIn = faults.text("cashInMethod", request.cashInMethod());
        Optional<String> cashOut = faults.text("cashOutMethod", request.cashOutMethod());
        if (from.isPresent() && to.isPresent()) {
            List<Pair> onOffer = onOffer(pairs, from.get(), to.get());
            checkPair(faults, onOffer, cashIn, cashOut);
            if (fixed == Side.FROM) {
                amount.ifPresent(a -> chosen(onOffer, cashIn, cashOut).ifPresent(p -> checkLimits(faults, p, a)));
            }
        }
        faults.refuseIfAny();
        return new Order(
                from.orElseThrow(),
                to.orElseThrow(),
                amount.orElseThrow(),
                fixed,
                cashIn.orElseThrow(),
                cashOut.orElseThrow(),
                null);
    }

    /** When the receiver's side is fixed, the payer's amount is known only with the price; its limits are checked then. */
    static void checkPrice(Order order, Price price, List<Pair> pairs) {
        Faults faults = new Faults();
        chosen(
                        onOffer(pairs, order.from(), order.to()),
                        Optional.of(order.cashInMethod()),
                        Optional.of(order.cashOutMethod()))
                .ifPresent(pair -> checkLimits(faults, pair, price.from().amount()));
        faults.refuseIfAny();
    }

    private static List<Pair> onOffer(List<Pair> pairs, Asset from, Asset to) {
        return pairs.stream()
                .filter(pair -> pair.from() == from && pair.to() == to)
                .toList();
    }

    private static void checkPair(
            Faults faults, List<Pair> onOffer, Optional<String> cashIn, Optional<String> cashOut) {
        if (onOffer.isEmpty()) {
            faults.add(
                    "fromCurrency",
                    "UNSUPPORTED_PAIR",
                    "This pair of currencies is not on offer; see GET /api/v2/pairs.");
            faults.add(
                    "toCurrency",
                    "UNSUPPORTED_PAIR",
                    "This pair of currencies is not on offer; see GET /api/v2/pairs.");
            return;
        }
        cashIn.ifPresent(m -> checkMethod(faults, "cashInMethod", m, onOffer, Pair::cashInMethod));
        cashOut.ifPresent(m -> checkMethod(faults, "cashOutMethod", m, onOffer, Pair::cashOutMethod));
        if (faults.none() && chosen(onOffer, cashIn, cashOut).isEmpty()) {
            faults.add(
                    "cashOutMethod",
                    "UNSUPPORTED_METHOD",
                    "This pair is not on offer with these two methods together; see GET /api/v2/pairs.");
        }
    }

    private static void checkMethod(
            Faults faults, String field, String method, List<Pair> onOffer, Function<Pair, String> methodOf) {
        if (onOffer.stream().noneMatch(p -> methodOf.apply(p).equals(method))) {
            String available =
                    onOffer.stream().map(methodOf).distinct().sorted().collect(Collectors.joining(", "));
            faults.add(field, "UNSUPPORTED_METHOD", "For this pair the methods are: " + available + ".");
        }
    }

    private static Optional<Pair> chosen(List<Pair> onOffer, Optional<String> cashIn, Optional<String> cashOut) {
        return onOffer.stream()
                .filter(pair -> Optional.of(pair.cashInMethod()).equals(cashIn)
                        && Optional.of(pair.cashOutMethod()).equals(cashOut))
                .findFirst();
    }

    private static void checkLimits(Faults faults, Pair pair, BigDecimal fromAmount) {
        if (pair.minimum() != null && fromAmount.compareTo(pair.minimum()) < 0) {
            faults.add(
                    "amount",
                    "BELOW_MINIMUM",
                    "The least is %s %s.".formatted(pair.minimum().toPlainString(), pair.from()));
        }
        if (pair.maximum() != null && fromAmount.compareTo(pair.maximum()) > 0) {
            faults.add(
                    "amount",
                    "ABOVE_MAXIMUM",
                    "The most is %s %s.".formatted(pair.maximum().toPlainString(), pair.from()));
        }
    }
}
