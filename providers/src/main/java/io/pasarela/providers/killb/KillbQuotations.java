package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.money.Asset;
import io.pasarela.contracts.money.Money;
import io.pasarela.providers.PairProvider;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.QuotationProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Prices by {@code POST /quotations}, pairs by {@code GET /customers/pairs}, the only documented source of limits and fees. */
@ApplicationScoped
class KillbQuotations implements QuotationProvider, PairProvider {

    /** No quotation lasts longer; a longer one is in another unit, or a mistake. */
    private static final BigDecimal YEAR_MILLIS =
            BigDecimal.valueOf(Duration.ofDays(365).toMillis());

    private final KillbApi api;

    KillbQuotations(KillbApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public Uni<Price> quote(Order order) {
        return api.post(KillbOperation.QUOTE, "/quotations", request(order)).map(json -> executable(json, order));
    }

    @Override
    public Uni<Price> simulate(Order order) {
        return api.post(KillbOperation.SIMULATE, "/quotations/simulation", request(order))
                .map(json -> price(json, order));
    }

    @Override
    public Uni<List<Pair>> pairs() {
        return api.get(KillbOperation.PAIRS, "/customers/pairs").map(KillbQuotations::pairs);
    }

    static List<Pair> pairs(JsonNode json) {
        KillbReading.required(json.path("strategies").isArray(), "the list of pairs");
        List<Pair> pairs = new ArrayList<>();
        json.path("strategies").forEach(strategy -> pair(strategy).ifPresent(pairs::add));
        // A provider of nothing is out of order, and what it offered before stands in.
        KillbReading.required(!pairs.isEmpty(), "any pair that is known here");
        return pairs;
    }

    private static byte[] request(Order order) {
        return KillbReading.bytes(KillbReading.JSON
                .createObjectNode()
                .put("fromCurrency", order.from().name())
                .put("toCurrency", order.to().name())
                .put("amount", order.amount())
                .put("amountIsToCurrency", order.fixed() == Side.TO)
                .put("cashInMethod", order.cashInMethod())
                .put("cashOutMethod", order.cashOutMethod())
                .put("isFastPay", false));
    }

    /** What has no id can be shown, and never executed: a ramp names it. */
    static Price executable(JsonNode json, Order order) {
        Price price = price(json, order);
        KillbReading.required(price.providerQuotationId() != null, "the quotation's id");
        return price;
    }

    static Price price(JsonNode json, Order order) {
        requireEcho(json, "fromCurrency", order.from().name());
        requireEcho(json, "toCurrency", order.to().name());
        requireEcho(json, "cashInMethod", order.cashInMethod());
        requireEcho(json, "cashOutMethod", order.cashOutMethod());
        Money from = amount(json, "fromAmount", stated -> Money.paid(order.from(), stated));
        Money to = amount(json, "toAmount", stated -> Money.received(order.to(), stated));
        return new Price(
                KillbReading.text(json, "id"),
                from,
                to,
                KillbReading.directed(KillbReading.decimal(json, "spotPrice"), from, to),
                Binding.LOCKED,
                KillbReading.instant(json, "expiresAt"));
    }

    /** A price for something else is none. KillB repeats what was ordered; where it does not, nothing can be compared. */
    private static void requireEcho(JsonNode json, String field, String ordered) {
        String stated = KillbReading.text(json, field);
        KillbReading.required(stated == null || stated.equals(ordered), "the ordered " + field);
    }

    private static Money amount(JsonNode json, String field, Function<BigDecimal, Money> rounded) {
        BigDecimal stated = KillbReading.decimal(json, field);
        try {
            KillbReading.required(stated != null, field);
            return rounded.apply(Objects.requireNonNull(stated));
        } catch (IllegalArgumentException absurd) {
            throw new ProviderFailure.Unavailable(
                    "KillB's " + field + " is no amount", ProviderFailure.Unavailable.Why.FAILED, null, absurd);
        }
    }

    private static Optional<Pair> pair(JsonNode strategy) {
        Optional<Asset> from = Asset.find(strategy.path("fromCurrency").asText());
        Optional<Asset> to = Asset.find(strategy.path("toCurrency").asText());
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        Optional<Duration> validity = Optional.ofNullable(KillbReading.decimal(strategy, "expirationTimeInMs"))
                .filter(millis -> millis.signum() > 0 && millis.compareTo(YEAR_MILLIS) <= 0)
                .map(millis -> Duration.ofMillis(millis.longValue()));
        return Optional.of(new Pair(
                from.get(),
                to.get(),
                strategy.path("cashInMethod").asText(),
                strategy.path("cashOutMethod").asText(),
                KillbReading.decimal(strategy, "minimumQuote"),
                // The capital letter is KillB's.
                KillbReading.decimal(strategy, "MaximumQuote"),
                KillbReading.decimal(strategy, "fee"),
                validity.orElse(null)));
    }
}
