package io.pasarela.quote.quotation;

import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.providers.QuotationProvider.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a quotation request must fulfil before anything reaches a provider, and its price before it reaches the customer. */
public final class QuotationRules {

    private static final int VALIDITY_SECONDS_MAX = 86_400;

    private QuotationRules() {}

    /** The fields of a request, each looked at by itself; what is bad is absent here and among the faults. */
    private record Form(
            Optional<Asset> from,
            Optional<Asset> to,
            Side fixed,
            Optional<BigDecimal> amount,
            Optional<String> cashIn,
            Optional<String> cashOut,
            Optional<Duration> minValidity,
            Optional<UUID> userId) {}

    /**
     * Refuses what no provider can make sense of.
     *
     * @param userNeeded whether the caller must say whose limits are to be kept
     * @throws ProblemException with every fault
     */
    public static void checkForm(QuotationRequest request, boolean userNeeded) {
        Faults faults = new Faults();
        form(request, faults, userNeeded);
        faults.refuseIfAny();
    }

    /**
     * What the request means with the pairs that a provider has on offer.
     *
     * @param userNeeded whether the caller must say whose limits are to be kept
     * @throws ProblemException with every fault, when it means nothing
     */
    static Wanted wanted(QuotationRequest request, List<Pair> pairs, boolean userNeeded) {
        Faults faults = new Faults();
        Form form = form(request, faults, userNeeded);
        Optional<Pair> pair = Optional.empty();
        if (form.from().isPresent() && form.to().isPresent()) {
            List<Pair> onOffer =
                    onOffer(pairs, form.from().orElseThrow(), form.to().orElseThrow());
            checkPair(faults, onOffer, form.cashIn(), form.cashOut());
            pair = chosen(onOffer, form.cashIn(), form.cashOut());
        }
        if (form.fixed() == Side.FROM && pair.isPresent() && form.amount().isPresent()) {
            checkLimits(faults, pair.get(), form.amount().get());
        }
        faults.refuseIfAny();
        Wanted wanted = new Wanted(
                new Order(
                        form.from().orElseThrow(),
                        form.to().orElseThrow(),
                        form.amount().orElseThrow(),
                        form.fixed(),
                        form.cashIn().orElseThrow(),
                        form.cashOut().orElseThrow(),
                        null),
                pair.orElseThrow(),
                form.minValidity().orElse(null),
                form.userId().orElse(null));
        checkValidity(wanted.minValidity(), wanted.pair().validity());
        return wanted;
    }

    /**
     * What only the price tells: the payer's amount when the receiver's was fixed, and how long it really lasts.
     *
     * @throws ProblemException when the price is outside the pair's limits or ends too soon
     */
    static void checkPrice(Wanted wanted, Price price, Instant now) {
        Faults faults = new Faults();
        checkLimits(faults, wanted.pair(), price.from().amount());
        faults.refuseIfAny();
        if (price.expiresAt() != null) {
            checkValidity(wanted.minValidity(), Duration.between(now, price.expiresAt()));
        }
    }

    /**
     * A quotation as of the moment at which it is answered: what came between may have used up its life.
     *
     * @throws ProblemException when it is over, or ends sooner than was asked for
     */
    public static Quotation answered(QuotationRequest request, Quotation quotation, Instant now) {
        Instant expiresAt = quotation.expiresAt();
        if (expiresAt != null) {
            if (!now.isBefore(expiresAt)) {
                throw ProblemException.of(ProblemCode.QUOTATION_EXPIRED, "It expired before it could be answered.");
            }
            checkValidity(
                    minValidity(new Faults(), request.minValiditySeconds()).orElse(null),
                    Duration.between(now, expiresAt));
        }
        return quotation.at(now);
    }

    /**
     * A provider's refusal of an order whose payment nobody could know before, with the limits that the payment has to keep.
     *
     * @return the failure itself where there is nothing to add
     */
    static Throwable explained(Wanted wanted, Throwable failure) {
        Pair pair = wanted.pair();
        if (wanted.order().fixed() == Side.FROM
                || !(failure instanceof ProviderFailure.Refused refused)
                || refused.reason() != ProviderFailure.Refused.Reason.INVALID_REQUEST
                || (pair.minimum() == null && pair.maximum() == null)) {
            return failure;
        }
        String limits = Stream.of(limit("at least", pair.minimum(), pair), limit("at most", pair.maximum(), pair))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" and "));
        return ProblemException.of(
                ProblemCode.INVALID_REQUEST,
                new Fault("amount", "REFUSED", "The provider refused. For this pair what is paid is " + limits + "."));
    }

    private static Optional<String> limit(String bound, @Nullable BigDecimal amount, Pair pair) {
        return Optional.ofNullable(amount).map(a -> "%s %s %s".formatted(bound, a.toPlainString(), pair.from()));
    }

    private static Form form(QuotationRequest request, Faults faults, boolean userNeeded) {
        Optional<Asset> from = faults.asset("fromCurrency", request.fromCurrency());
        Optional<Asset> to = faults.asset("toCurrency", request.toCurrency());
        Side fixed = Boolean.TRUE.equals(request.amountIsToCurrency()) ? Side.TO : Side.FROM;
        return new Form(
                from,
                to,
                fixed,
                faults.amount("amount", request.amount(), fixed == Side.TO ? to : from),
                faults.text("cashInMethod", request.cashInMethod()),
                faults.text("cashOutMethod", request.cashOutMethod()),
                minValidity(faults, request.minValiditySeconds()),
                request.userId() == null && !userNeeded ? Optional.empty() : faults.id("userId", request.userId()));
    }

    private static Optional<Duration> minValidity(Faults faults, @Nullable String seconds) {
        if (seconds == null) {
            return Optional.empty();
        }
        if (!seconds.matches("[1-9][0-9]{0,4}") || Integer.parseInt(seconds) > VALIDITY_SECONDS_MAX) {
            faults.add(
                    "minValiditySeconds",
                    "OUT_OF_RANGE",
                    "minValiditySeconds is a whole number from 1 to " + VALIDITY_SECONDS_MAX + ".");
            return Optional.empty();
        }
        return Optional.of(Duration.ofSeconds(Integer.parseInt(seconds)));
    }

    private static void checkValidity(@Nullable Duration asked, @Nullable Duration possible) {
        if (asked != null && possible != null && possible.compareTo(asked) < 0) {
            throw ProblemException.of(
                    ProblemCode.VALIDITY_UNAVAILABLE,
                    new Fault(
                            "minValiditySeconds",
                            "TOO_LONG",
                            "A quotation of this pair lasts %d seconds at most, and %d were asked for."
                                    .formatted(Math.max(0, possible.toSeconds()), asked.toSeconds())));
        }
    }

    private static List<Pair> onOffer(List<Pair> pairs, Asset from, Asset to) {
        return pairs.stream()
                .filter(pair -> pair.from() == from && pair.to() == to)
                .toList();
    }

    private static void checkPair(
            Faults faults, List<Pair> onOffer, Optional<String> cashIn, Optional<String> cashOut) {
        if (onOffer.isEmpty()) {
            String message = "This pair of currencies is not on offer; see GET /api/v2/pairs.";
            faults.add("fromCurrency", "UNSUPPORTED_PAIR", message);
            faults.add("toCurrency", "UNSUPPORTED_PAIR", message);
            return;
        }
        boolean cashInKnown = checkMethod(faults, "cashInMethod", cashIn, onOffer, Pair::cashInMethod);
        boolean cashOutKnown = checkMethod(faults, "cashOutMethod", cashOut, onOffer, Pair::cashOutMethod);
        if (cashInKnown && cashOutKnown && chosen(onOffer, cashIn, cashOut).isEmpty()) {
            faults.add(
                    "cashOutMethod",
                    "UNSUPPORTED_METHOD",
                    "This pair is not on offer with these two methods together; see GET /api/v2/pairs.");
        }
    }

    private static boolean checkMethod(
            Faults faults, String field, Optional<String> method, List<Pair> onOffer, Function<Pair, String> methodOf) {
        if (method.isPresent()
                && onOffer.stream().noneMatch(p -> methodOf.apply(p).equals(method.get()))) {
            String available =
                    onOffer.stream().map(methodOf).distinct().sorted().collect(Collectors.joining(", "));
            faults.add(field, "UNSUPPORTED_METHOD", "For this pair the methods are: " + available + ".");
            return false;
        }
        return method.isPresent();
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
                    "The least that is paid is %s %s.".formatted(pair.minimum().toPlainString(), pair.from()));
        }
        if (pair.maximum() != null && fromAmount.compareTo(pair.maximum()) > 0) {
            faults.add(
                    "amount",
                    "ABOVE_MAXIMUM",
                    "The most that is paid is %s %s.".formatted(pair.maximum().toPlainString(), pair.from()));
        }
    }
}
