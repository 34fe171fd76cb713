package io.pasarela.gateway;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.Problem;
import io.pasarela.contracts.problems.ProblemCode;
import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.smallrye.mutiny.TimeoutException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.SocketException;
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Writes every failure of an endpoint as a problem document. Nothing else in the services maps an error to HTTP. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);
    private static final int FIELD_ECHO_MAX = 64;

    @ServerExceptionMapper
    public Response problem(ProblemException e, HttpHeaders headers) {
        return response(e, headers);
    }

    /** The same document as a value, for answers that hold several outcomes. */
    public static Problem document(ProblemException e, @Nullable String acceptLanguage) {
        Locale language = UserMessages.language(acceptLanguage);
        Duration retryAfter = e.retryAfter();
        Explanation explanation = e.explanation();
        return Problem.of(
                e.code(),
                e.detail(),
                explanation == null ? UserMessages.text(e.code(), language) : explanation.userMessage(language),
                retryAfter == null ? null : (Long) seconds(retryAfter),
                e.faults(),
                explanation == null ? Map.of() : explanation.members(language));
    }

    /** What is wrong with JSON that cannot be read as what is expected. The names of our own classes are nobody's business. */
    public static ProblemException unreadable(JacksonException e) {
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            return badField(mapping);
        }
        return ProblemException.of(
                ProblemCode.MALFORMED_JSON,
                e instanceof MismatchedInputException
                        ? "Exactly one JSON object is expected."
                        : "The body is not well-formed JSON" + place(e) + ".");
    }

    @ServerExceptionMapper(priority = 1)
    public Response unauthenticated(UnauthorizedException e, HttpHeaders headers) {
        return unauthenticated(headers);
    }

    @ServerExceptionMapper(priority = 1)
    public Response unauthenticated(AuthenticationFailedException e, HttpHeaders headers) {
        return unauthenticated(headers);
    }

    @ServerExceptionMapper(priority = 1)
    public Response forbidden(ForbiddenException e, HttpHeaders headers) {
        return response(ProblemCode.FORBIDDEN, "The token lacks the scope that this needs.", List.of(), null, headers);
    }

    /** Needs a mapper of its own: the framework brings one for exactly this exception, and it says nothing. */
    @ServerExceptionMapper(priority = 1)
    public Response mismatched(MismatchedInputException e, HttpHeaders headers) {
        return malformed(e, headers);
    }

    @ServerExceptionMapper(priority = 1)
    public Response malformed(JacksonException e, HttpHeaders headers) {
        return problem(unreadable(e), headers);
    }

    /** What the framework refuses by itself: an unknown path, a wrong method or media type, a body that cannot be read. */
    @ServerExceptionMapper(priority = 1)
    public Response refused(WebApplicationException e, HttpHeaders headers) {
        if (e.getCause() instanceof JacksonException json) {
            return malformed(json, headers);
        }
        ProblemCode code =
                switch (e.getResponse().getStatus()) {
                    case 400 -> ProblemCode.MALFORMED_JSON;
                    case 401 -> ProblemCode.UNAUTHENTICATED;
                    case 403 -> ProblemCode.FORBIDDEN;
                    case 404 -> ProblemCode.NOT_FOUND;
                    case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
                    case 406 -> ProblemCode.NOT_ACCEPTABLE;
                    case 413 -> ProblemCode.PAYLOAD_TOO_LARGE;
                    case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
                    default -> ProblemCode.INTERNAL_ERROR;
                };
        return response(code, code.title() + ".", List.of(), null, headers);
    }

    @ServerExceptionMapper
    public Response unforeseen(Throwable e, HttpHeaders headers) {
        if (isAbsence(e)) {
            LOG.warnf("a request cannot be served for now: %s", e.getClass().getSimpleName());
            return response(
                    ProblemCode.SERVICE_UNAVAILABLE,
                    "Something that this needs does not answer.",
                    List.of(),
                    Duration.ofSeconds(5),
                    headers);
        }
        LOG.error("A request failed for a reason that nobody foresaw", e);
        return response(
                ProblemCode.INTERNAL_ERROR, "See the log of the service.", List.of(), Duration.ofSeconds(5), headers);
    }

    /** A store, or the issuer of tokens, that cannot be reached, or hangs up, or says nothing in time: no bug, and over when it is back. */
    private static boolean isAbsence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketException
                    || cause instanceof ClosedChannelException
                    || cause instanceof TimeoutException
                    || cause instanceof OIDCException
                    || cause instanceof VertxException) {
                return true;
            }
        }
        return false;
    }

    private static Response unauthenticated(HttpHeaders headers) {
        return Response.fromResponse(response(
                        ProblemCode.UNAUTHENTICATED,
                        "Send a valid token as: Authorization: Bearer <token>",
                        List.of(),
                        null,
                        headers))
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                .build();
    }

    // The parser's own words quote what they stumble over, and that can be anybody's data.
    private static String place(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    private static ProblemException badField(JsonMappingException e) {
        String field = fieldEchoed(e.getPath().stream()
                .map(r -> r.getFieldName() == null ? String.valueOf(r.getIndex()) : r.getFieldName())
                .collect(Collectors.joining(".")));
        Fault fault = e instanceof UnrecognizedPropertyException unknown
                ? unknownField(field, unknown.getKnownPropertyIds())
                : new Fault(field, "WRONG_TYPE", "The value has the wrong JSON type.");
        return new ProblemException(ProblemCode.INVALID_REQUEST, field + ": " + fault.message(), List.of(fault), null);
    }

    /** A field that nobody reads, by the name that a stranger gave it. */
    static Fault unknownField(String field, Collection<?> known) {
        return new Fault(fieldEchoed(field), "UNKNOWN_FIELD", "There is no such field; known are " + known + ".");
    }

    private static String fieldEchoed(String field) {
        return echoed(field, FIELD_ECHO_MAX);
    }

    /** What a stranger wrote is repeated in part, and never with characters that a terminal obeys. */
    private static String echoed(@Nullable String text, int lengthMax) {
        String safe = String.valueOf(text).replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
        return safe.length() <= lengthMax ? safe : safe.substring(0, lengthMax) + "…";
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }

    private static Response response(
            ProblemCode code, String detail, List<Fault> faults, @Nullable Duration retryAfter, HttpHeaders headers) {
        return response(new ProblemException(code, detail, faults, retryAfter), headers);
    }

    private static Response response(ProblemException e, HttpHeaders headers) {
        String acceptLanguage = headers.getHeaderString(HttpHeaders.ACCEPT_LANGUAGE);
        Problem document = document(e, acceptLanguage);
        var response = Response.status(e.code().status())
                .type(Problem.MEDIA_TYPE)
                .header(
                        HttpHeaders.CONTENT_LANGUAGE,
                        UserMessages.language(acceptLanguage).toLanguageTag())
                .entity(document);
        return document.retryAfter() == null
                ? response.build()
                : response.header("Retry-After", document.retryAfter()).build();
    }
}
