package io.pasarela.quote.several;

import io.pasarela.gateway.Caller;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.quotation.Quotation;
import io.pasarela.quote.quotation.QuotationRequest;
import io.pasarela.quote.quotation.QuotationRules;
import io.pasarela.quote.quotation.Quoting;
import io.pasarela.quote.several.Comparison.Absent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks every configured provider at the same time. Each price is a binding quotation, so that the best one can be executed as it is. */
@ApplicationScoped
class Comparing {

    private record Outcome(
            @Nullable Quotation quotation, @Nullable Absent absent) {}

    private final Quoting quoting;
    private final QuoteConfig config;

    Comparing(Quoting quoting, QuoteConfig config) {
        this.quoting = quoting;
        this.config = config;
    }

    Uni<Comparison> compared(Caller caller, QuotationRequest request, @Nullable String acceptLanguage) {
        QuotationRules.checkForm(request);
        List<Uni<Outcome>> asked = config.providers().stream()
                .distinct()
                .map(provider -> outcome(caller, provider, request, acceptLanguage))
                .toList();
        return Uni.join().all(asked).andFailFast().map(Comparing::comparison);
    }

    private Uni<Outcome> outcome(
            Caller caller, String provider, QuotationRequest request, @Nullable String acceptLanguage) {
        return quoting.binding(caller, provider, request)
                .map(quotation -> new Outcome(quotation, null))
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome(null, new Absent(provider, Refusal.problem(failure, acceptLanguage))));
    }

    private static Comparison comparison(List<Outcome> outcomes) {
        return Comparison.of(
                outcomes.stream()
                        .map(Outcome::quotation)
                        .filter(Objects::nonNull)
                        .toList(),
                outcomes.stream().map(Outcome::absent).filter(Objects::nonNull).toList(),
                Instant.now());
    }
}
