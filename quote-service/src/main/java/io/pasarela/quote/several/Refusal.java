package io.pasarela.quote.several;

import io.pasarela.contracts.problems.Problem;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.Problems;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.quote.ProviderProblems;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Why one of several prices is missing, told as the same failure of a single request would be. */
final class Refusal {

    private static final Logger LOG = Logger.getLogger(Refusal.class);

    private Refusal() {}

    static Problem problem(Throwable failure, @Nullable String acceptLanguage) {
        return Problems.document(
                switch (failure) {
                    case ProblemException told -> told;
                    case ProviderFailure provider -> ProviderProblems.told(provider);
                    default -> bug(failure);
                },
                acceptLanguage);
    }

    private static ProblemException bug(Throwable failure) {
        LOG.error("A price is missing for a reason that nobody foresaw", failure);
        return ProblemException.retry(ProblemCode.INTERNAL_ERROR, "See the log of the service.", Duration.ofSeconds(5));
    }
}
