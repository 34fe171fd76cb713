package io.pasarela.quote.several;

import io.pasarela.contracts.problems.Problem;
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
        QuotationRules.checkForm(request, caller.endUser().isPresent());
        List<Uni<Outcome>> asked = config.providers().stream()
                .distinct()
                .map(provider -> outcome(caller, provider, request, acceptLanguage))
                .toList();
        return Uni.join().all(asked).andFailFast().map(outcomes -> {
            Instant now = Instant.now();
            return comparison(
                    outcomes.stream()
                            .map(outcome -> open(outcome, request, now, acceptLanguage))
                            .toList(),
                    now);
        });
    }

    private Uni<Outcome> outcome(
            Caller caller, String provider, QuotationRequest request, @Nullable String acceptLanguage) {
        return quoting.binding(caller, provider, request)
                .map(quotation -> new Outcome(quotation, null))
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome(null, new Absent(provider, Refusal.problem(failure, acceptLanguage))));
    }

    /** What ran out while the others were asked is no candidate any more. */
    private static Outcome open(
            Outcome outcome, QuotationRequest request, Instant now, @Nullable String acceptLanguage) {
        Quotation quotation = outcome.quotation();
        if (quotation == null) {
            return outcome;
        }
        Batch.Entry entry = Batching.answered(request, quotation, now, acceptLanguage);
        Problem problem = entry.problem();
        return problem == null
                ? new Outcome(entry.quotation(), null)
                : new Outcome(null, new Absent(quotation.provider(), problem));
    }

    private static Comparison comparison(List<Outcome> outcomes, Instant now) {
        return Comparison.of(
                outcomes.stream()
                        .map(Outcome::quotation)
                        .filter(Objects::nonNull)
                        .toList(),
                outcomes.stream().map(Outcome::absent).filter(Objects::nonNull).toList(),
                now);
    }
}
