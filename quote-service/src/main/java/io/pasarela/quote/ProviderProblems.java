package io.pasarela.quote;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.Problems;
import io.pasarela.providers.ProviderFailure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a client is told when a provider did not answer with a price. Reading prices leaves nothing behind, so doubt is absence. */
public class ProviderProblems {

    @ServerExceptionMapper
    public Response failed(ProviderFailure failure, HttpHeaders headers) {
        return new Problems().problem(told(failure), headers);
    }

    /** The problem that a provider's failure is to a client. */
    public static ProblemException told(ProviderFailure failure) {
        return switch (failure) {
            case ProviderFailure.Refused refused ->
                new ProblemException(
                        refused.reason().problem(),
                        "The provider refused: " + refused.getMessage(),
                        refused.faults(),
                        null);
            case ProviderFailure.Unavailable unavailable ->
                ProblemException.retry(
                        ProblemCode.PROVIDER_UNAVAILABLE, "The provider cannot be reached.", unavailable.retryAfter());
            case ProviderFailure.Uncertain _ ->
                ProblemException.retry(
                        ProblemCode.PROVIDER_UNAVAILABLE,
                        "The provider did not answer.",
                        java.time.Duration.ofSeconds(5));
        };
    }
}
