package io.pasarela.quote.quotation;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.Providers;
import io.pasarela.providers.QuotationProvider;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.price.Credibility;
import io.pasarela.quote.published.Published;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The way of a request to its price: check the request, keep the user's limits, ask the provider, check its answer, keep it. */
@ApplicationScoped
public class Quoting {

    private static final Logger LOG = Logger.getLogger(Quoting.class);

    /** What is older than this when it is shown is no price any more; nothing is while the provider answers. */
    private static final Duration SIMULATION_AGE_MAX = Duration.ofSeconds(10);

    private final Providers providers;
    private final Published published;
    private final Simulations simulations;
    private final UserLimits limits;
    private final Quotations quotations;

    Quoting(
            Providers providers,
            Published published,
            Simulations simulations,
            UserLimits limits,
            Quotations quotations) {
        this.providers = providers;
        this.published = published;
        this.simulations = simulations;
        this.limits = limits;
        this.quotations = quotations;
    }

    /** A price to act on: always the provider's answer to this very request. Kept until well after it expired. */
    public Uni<Quotation> binding(Caller caller, String provider, QuotationRequest request) {
        return wanted(provider, request).flatMap(wanted -> binding(caller, quoter(provider), wanted));
    }

    /** A price to look at, by a provider's answer that identical requests of the same user share for a second. */
    public Uni<Quotation> simulation(Caller caller, String provider, QuotationRequest request) {
        return wanted(provider, request).flatMap(wanted -> simulation(caller, quoter(provider), wanted));
    }

    private Uni<Quotation> binding(Caller caller, QuotationProvider provider, Wanted wanted) {
        return limits.before(caller, wanted, () -> simulations.estimate(provider, wanted.order()))
                .flatMap(_ -> provider.quote(wanted.order()))
                .map(price -> believed(wanted, price))
                .onFailure(ProviderFailure.class)
                .invoke(failure -> LOG.warnf("%s gave no price: %s", provider.name(), failure.getMessage()))
                .onFailure(ProviderFailure.class)
                .transform(failure -> QuotationRules.explained(wanted, failure))
                .call(price -> limits.after(caller, wanted, price))
                .map(price -> Quotation.of(UUID.randomUUID(), provider.name(), wanted, price, Instant.now()))
                .flatMap(quotation -> quotations.keep(caller.client(), quotation));
    }

    private Uni<Quotation> simulation(Caller caller, QuotationProvider provider, Wanted wanted) {
        return simulations
                .shared(caller, provider, wanted.order())
                .call(cached -> limits.after(caller, wanted, cached.value()))
                .map(cached -> simulated(provider, wanted, cached));
    }

    private Uni<Wanted> wanted(String provider, QuotationRequest request) {
        if (providers.find(provider, PairProvider.class).isEmpty()) {
            return Uni.createFrom().failure(unable(provider));
        }
        return published.pairs(provider).map(cached -> QuotationRules.wanted(request, cached.value()));
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

    private static Quotation simulated(QuotationProvider provider, Wanted wanted, Cached<Price> cached) {
        Price price = Simulations.recent(cached, SIMULATION_AGE_MAX);
        QuotationRules.checkPrice(wanted, price, cached.readAt());
        return Quotation.of(null, provider.name(), wanted, price, cached.readAt());
    }

    private static ProblemException unable(String provider) {
        return ProblemException.of(ProblemCode.PROVIDER_REFUSED, "The provider %s does not quote.".formatted(provider));
    }
}
