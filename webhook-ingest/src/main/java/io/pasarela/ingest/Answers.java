package io.pasarela.ingest;

import io.pasarela.contracts.problems.Problem;
import io.pasarela.contracts.problems.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The few answers that a provider can get. Every failed verification gets the same one, so that it teaches a forger nothing. */
final class Answers {

    private static final String RETRY_AFTER_SECONDS = "5";
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final Buffer RECEIVED = Buffer.buffer("{\"received\":true}");

    private Answers() {}

    static void received(HttpServerRequest request) {
        if (!isOver(request)) {
            request.response().putHeader(HttpHeaders.CONTENT_TYPE, JSON).end(RECEIVED);
        }
    }

    static void notGenuine(HttpServerRequest request) {
        problem(
                request,
                ProblemCode.UNAUTHENTICATED,
                "SIGNATURE_INVALID",
                "The webhook's signature could not be verified.");
    }

    static void notFromHere(HttpServerRequest request) {
        problem(request, ProblemCode.FORBIDDEN, "FORBIDDEN", "This address may not deliver webhooks of this provider.");
    }

    static void unknownProvider(HttpServerRequest request) {
        problem(request, ProblemCode.NOT_FOUND, "There is no such provider.");
    }

    static void onlyPost(HttpServerRequest request) {
        request.response().putHeader("Allow", "POST");
        problem(request, ProblemCode.METHOD_NOT_ALLOWED, "A webhook is delivered by POST.");
    }

    static void tooLarge(HttpServerRequest request, long lengthMax) {
        problem(
                request,
                ProblemCode.PAYLOAD_TOO_LARGE,
                "A webhook's body may have %d bytes at most.".formatted(lengthMax));
    }

    static void tooSlow(HttpServerRequest request) {
        problem(request, 408, "REQUEST_TIMEOUT", "The body did not arrive in time.", true);
    }

    static void compressed(HttpServerRequest request) {
        request.response().putHeader("Accept-Encoding", "identity");
        problem(
                request,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "Deliver the body as it was signed: a Content-Encoding is not supported.");
    }

    static void tooMany(HttpServerRequest request, long waitSeconds) {
        request.response().putHeader("Retry-After", Long.toString(waitSeconds));
        problem(request, ProblemCode.RATE_LIMITED, "Too many webhooks. Please deliver it again later.");
    }

    static void tryAgain(HttpServerRequest request) {
        if (!isOver(request)) {
            request.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            problem(
                    request,
                    ProblemCode.SERVICE_UNAVAILABLE,
                    "The webhook could not be stored. Please deliver it again.");
        }
    }

    private static void problem(HttpServerRequest request, ProblemCode code, String detail) {
        problem(request, code, code.name(), detail);
    }

    private static void problem(HttpServerRequest request, ProblemCode code, String name, String detail) {
        problem(request, code.status(), name, detail, code.isRetryable());
    }

    private static void problem(HttpServerRequest request, int status, String code, String detail, boolean retryable) {
        if (isOver(request)) {
            return;
        }
        HttpServerResponse response =
                request.response().setStatusCode(status).putHeader("Content-Type", Problem.MEDIA_TYPE);
        // What is left of the body is not waited for.
        boolean hangUp = !request.isEnded();
        if (hangUp) {
            response.putHeader("Connection", "close");
        }
        var answered = response.end(new JsonObject()
                .put(
                        "type",
                        "urn:pasarela:problem:" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("retryable", retryable)
                .encode());
        if (hangUp) {
            answered.onComplete(_ -> request.connection().close());
        }
    }

    private static boolean isOver(HttpServerRequest request) {
        return request.response().ended() || request.response().closed();
    }
}
