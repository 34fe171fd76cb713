package io.pasarela.ramp.intake;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Quotations, as quote-service remembers them. */
@ApplicationScoped
class Quotations {

    private final QuoteService quoteService;

    Quotations(@RestClient QuoteService quoteService) {
        this.quoteService = quoteService;
    }

    /** The quotation, expired ones too; empty when the caller was never given it. */
    Uni<Optional<QuoteService.Quoted>> find(UUID id, String authorization) {
        return quoteService
                .read(id, authorization)
                .map(Optional::of)
                .onFailure(Quotations::isUnknown)
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(cause -> ProblemException.retry(
                        ProblemCode.SERVICE_UNAVAILABLE,
                        "Quotations cannot be read right now.",
                        Duration.ofSeconds(2)));
    }

    private static boolean isUnknown(Throwable failure) {
        return failure instanceof WebApplicationException refused
                && refused.getResponse().getStatus() == 404;
    }
}
