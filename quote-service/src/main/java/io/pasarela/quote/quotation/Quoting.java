package io.pasarela.quote.quotation;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.Providers;
import io.pasarela.providers.QuotationProvider;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.limits.Limits;
import io.pasarela.quote.limits.LimitsView;
import io.pasarela.quote.price.Credibility;
import io.pasarela.quote.processing.Corridor;
import io.pasarela.quote.processing.ProcessingTimes;
import io.pasarela.quote.published.Published;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The way of a request to its price: check the request, keep the user's limits, ask the provider, check its answer, keep it. */
@ApplicationScoped
public class Quoting {

    private static final Logger LOG = Logger.getLogger(Quoting.class);

    private final Providers providers;
    private final Published published;
    private final Simulations simulations;
    private final UserLimits limits;
    private final Quotations quotations;
    private final ProcessingTimes times;
    private final QuotationCounts counts;

    Quoting(
            Providers providers,
            Published published,
            Simulations simulations,
            UserLimits limits,
            Quotations quotations,
            ProcessingTimes times,
            QuotationCounts counts) {
        this.providers = providers;
        this.published = published;
        this.simulations = simulations;
        this.limits = limits;
        this.quotations = quotations;
        this.times = times;
        this.counts = counts;
    }

    /** A price to act on: always the provider's answer to this very request. Kept until well after it expired. */
    public Uni<Quotation> binding(Caller caller, String provider, QuotationRequest request) {
        boolean userNeeded = caller.endUser().isPresent();
        return wanted(provider, request, userNeeded).flatMap(wanted -> binding(caller, quoter(provider), wanted));
    }

    /** A price to look at, by a provider's answer that identical requests of the same user share for a second. */
    public Uni<Quotation> simulation(Caller caller, String provider, QuotationRequest request) {
        return wanted(provider, request, false).flatMap(wanted -> simulation(caller, quoter(provider), wanted));
    }

    private Uni<Quotation> binding(Caller caller, QuotationProvider provider, Wanted wanted) {
        return limits.before(
                        caller,
                        wanted,
                        () -> simulated(caller, provider, wanted).map(Cached::value))
                .flatMap(check -> explained(provider, wanted, provider.quote(wanted.order()))
                        .map(price -> believed(wanted, price))
                        .invoke(price -> UserLimits.after(check, price))
                        .flatMap(price -> told(UUID.randomUUID(), provider, wanted, price, check, Instant.now()))
                        .flatMap(quotation -> quotations.keep(caller, userOf(check), quotation)));
    }

    private Uni<Quotation> simulation(Caller caller, QuotationProvider provider, Wanted wanted) {
        return limits.of(caller, wanted)
                .flatMap(check -> simulated(caller, provider, wanted)
                        .invoke(cached -> UserLimits.after(check, cached.value()))
                        .invoke(cached -> QuotationRules.checkPrice(wanted, cached.value(), cached.readAt()))
                        .flatMap(cached -> told(null, provider, wanted, cached.value(), check, cached.readAt())));
    }

    private Uni<Cached<Price>> simulated(Caller caller, QuotationProvider provider, Wanted wanted) {
        return explained(provider, wanted, simulations.shared(caller, provider, wanted.order()));
    }

    private static <T> Uni<T> explained(QuotationProvider provider, Wanted wanted, Uni<T> answer) {
        return answer.onFailure(ProviderFailure.class)
                .invoke(failure -> LOG.warnf("%s gave no price: %s", provider.name(), failure.getMessage()))
                .onFailure(ProviderFailure.class)
                .transform(failure -> QuotationRules.explained(wanted, failure));
    }

    private static @Nullable String userOf(Optional<Limits.Check> check) {
        return check.map(Limits.Check::userExternalId).orElse(null);
    }

    private Uni<Quotation> told(
            @Nullable UUID id,
            QuotationProvider provider,
            Wanted wanted,
            Price price,
            Optional<Limits.Check> check,
            Instant at) {
        Order order = wanted.order();
        LimitsView view = check.map(Limits.Check::codes).orElse(null);
        return times.of(new Corridor(provider.name(), order.cashInMethod(), order.cashOutMethod()))
                .map(time -> Quotation.of(id, provider.name(), wanted, price, time, view, at))
                .invoke(counts::given);
    }

    private Uni<Wanted> wanted(String provider, QuotationRequest request, boolean userNeeded) {
        if (providers.find(provider, PairProvider.class).isEmpty()) {
            return Uni.createFrom().failure(unable(provider));
        }
        return published.pairs(provider).map(cached -> QuotationRules.wanted(request, cached.value(), userNeeded));
    }

    private QuotationProvider quoter(String provider) {
        return providers.find(provider, QuotationProvider.class).orElseThrow(() -> unable(provider));
    }

    private static Price believed(Wanted wanted, Price answer) {
        Instant now = Instant.now();
        Price price = Credibility.believedUntilExpiry(wanted.order(), answer, now);
        QuotationRules.checkPrice(wanted, price, now);
        return price;
    }

    private static ProblemException unable(String provider) {
        return ProblemException.of(ProblemCode.PROVIDER_REFUSED, "The provider %s does not quote.".formatted(provider));
    }
}
