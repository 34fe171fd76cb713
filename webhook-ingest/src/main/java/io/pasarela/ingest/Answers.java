package io.pasarela.ingest;

import io.pasarela.contracts.problems.Problem;
import io.pasarela.contracts.problems.ProblemCode;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;

/** The few answers that a provider can get. Every failed verification gets the same one, so that it teaches a forger nothing. */
final class Answers {

    private static final String RETRY_AFTER_SECONDS = "5";
    private static final Buffer RECEIVED = Buffer.buffer("{\"received\":true}");

    private Answers() {}

    static void received(RoutingContext context) {
        if (!isOver(context)) {
            context.response()
                    .setStatusCode(200)
                    .putHeader("Content-Type", "application/json")
                    .end(RECEIVED);
        }
    }

    static void notGenuine(RoutingContext context) {
        problem(
                context,
                ProblemCode.UNAUTHENTICATED,
                "SIGNATURE_INVALID",
                "The webhook's signature could not be verified.");
    }

    static void notFromHere(RoutingContext context) {
        problem(context, ProblemCode.FORBIDDEN, "FORBIDDEN", "This address may not deliver webhooks of this provider.");
    }

    static void unknownProvider(RoutingContext context) {
        problem(context, ProblemCode.NOT_FOUND, "There is no such provider.");
    }

    static void onlyPost(RoutingContext context) {
        context.response().putHeader("Allow", "POST");
        problem(context, ProblemCode.METHOD_NOT_ALLOWED, "A webhook is delivered by POST.");
    }

    static void tooLarge(RoutingContext context, long lengthMax) {
        problem(
                context,
                ProblemCode.PAYLOAD_TOO_LARGE,
                "A webhook's body may have %d bytes at most.".formatted(lengthMax));
    }

    static void tooSlow(RoutingContext context) {
        problem(context, 408, "REQUEST_TIMEOUT", "The body did not arrive in time.", true);
    }

    static void compressed(RoutingContext context) {
        context.response().putHeader("Accept-Encoding", "identity");
        problem(
                context,
                ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                "Deliver the body as it was signed: a Content-Encoding is not supported.");
    }

    static void tooMany(RoutingContext context, long waitSeconds) {
        context.response().putHeader("Retry-After", Long.toString(waitSeconds));
        problem(context, ProblemCode.RATE_LIMITED, "Too many webhooks. Please deliver it again later.");
    }

    static void tryAgain(RoutingContext context) {
        if (!isOver(context)) {
            context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
            problem(
                    context,
                    ProblemCode.SERVICE_UNAVAILABLE,
                    "The webhook could not be stored. Please deliver it again.");
        }
    }

    private static void problem(RoutingContext context, ProblemCode code, String detail) {
        problem(context, code, code.name(), detail);
    }

    private static void problem(RoutingContext context, ProblemCode code, String name, String detail) {
        problem(context, code.status(), name, detail, code.isRetryable());
    }

    private static void problem(RoutingContext context, int status, String code, String detail, boolean retryable) {
        if (isOver(context)) {
            return;
        }
        HttpServerResponse response =
                context.response().setStatusCode(status).putHeader("Content-Type", Problem.MEDIA_TYPE);
        // What is left of the body is not waited for.
        boolean hangUp = !context.request().isEnded();
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
            answered.onComplete(_ -> context.request().connection().close());
        }
    }

    private static boolean isOver(RoutingContext context) {
        return context.response().ended() || context.response().closed();
    }
}
