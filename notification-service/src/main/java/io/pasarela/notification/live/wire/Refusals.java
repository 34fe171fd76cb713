package io.pasarela.notification.live.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.problems.Problem;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.Problems;
import io.pasarela.gateway.UserMessages;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Answers a stream that is not opened with a problem document, as any other endpoint does. */
final class Refusals {

    private static final Logger LOG = Logger.getLogger(Refusals.class);
    private static final ObjectMapper JSON = Wire.mapper();

    private Refusals() {}

    static void answer(RoutingContext call, Throwable failure) {
        String acceptLanguage = call.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        Problem problem = Problems.document(problem(failure), acceptLanguage);
        HttpServerResponse response = call.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(
                        "Content-Language",
                        UserMessages.language(acceptLanguage).toLanguageTag());
        if (problem.code() == ProblemCode.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        Long retryAfter = problem.retryAfter();
        if (retryAfter != null) {
            response.putHeader("Retry-After", retryAfter.toString());
        }
        response.end(Buffer.buffer(json(problem)));
    }

    private static ProblemException problem(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> problem;
            case UnauthorizedException _, AuthenticationException _ ->
                ProblemException.of(
                        ProblemCode.UNAUTHENTICATED,
                        "Send a valid token as: Authorization: Bearer <token>, or a ticket as: ?ticket=<ticket>");
            case ForbiddenException _ ->
                ProblemException.of(ProblemCode.FORBIDDEN, "The token lacks the scope that this needs.");
            default -> {
                LOG.error("A stream was not opened for a reason that nobody foresaw", failure);
                yield ProblemException.retry(
                        ProblemCode.INTERNAL_ERROR, "See the log of the service.", Duration.ofSeconds(5));
            }
        };
    }

    private static byte[] json(Problem problem) {
        try {
            return JSON.writeValueAsBytes(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem is made of texts", e);
        }
    }
}
