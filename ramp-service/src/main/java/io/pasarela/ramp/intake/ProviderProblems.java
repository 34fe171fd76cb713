package io.pasarela.ramp.intake;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.Problems;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.ramp.rules.FaultMessages;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a client is told when a provider has certainly not done it. Nothing is left behind, so it may be tried again. */
class ProviderProblems {

    @ServerExceptionMapper
    Response failed(ProviderFailure failure, HttpHeaders headers) {
        return new Problems().problem(told(failure), headers);
    }

    private static ProblemException told(ProviderFailure failure) {
        return switch (failure) {
            case ProviderFailure.Refused refused ->
                ProblemException.explained(
                        refused.reason().problem(),
                        "The provider refused: " + refused.getMessage(),
                        refused.faults(),
                        new FaultMessages(refused.faults()));
            case ProviderFailure.Unavailable unavailable ->
                ProblemException.retry(
                        ProblemCode.PROVIDER_UNAVAILABLE,
                        "The provider cannot be reached. Nothing was created.",
                        unavailable.retryAfter());
            case ProviderFailure.Uncertain _ ->
                ProblemException.retry(
                        ProblemCode.PROVIDER_UNAVAILABLE,
                        "The provider did not answer. Send the same request again; it cannot be done twice.",
                        Duration.ofSeconds(5));
        };
    }
}
