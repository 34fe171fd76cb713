package io.pasarela.ingest;

import io.pasarela.contracts.problems.Problem;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** The few answers that a provider can get. Every failed verification gets the same one, so that it teaches a forger nothing. */
final class Answers {

    private static final String RETRY_AFTER_SECONDS = "5";

    private Answers() {}

    static void received(RoutingContext context) {
        context.response()
                .setStatusCode(200)
                .putHeader("Content-Type", "application/json")
                .end("{\"received\":true}");
    }

    static void notGenuine(RoutingContext context) {
        problem(context, 401, "SIGNATURE_INVALID", "The webhook's signature could not be verified.");
    }

    static void unknownProvider(RoutingContext context) {
        problem(context, 404, "NOT_FOUND", "There is no such provider.");
    }

    static void tryAgain(RoutingContext context) {
        context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        problem(context, 503, "SERVICE_UNAVAILABLE", "The webhook could not be stored. Please deliver it again.");
    }

    private static void problem(RoutingContext context, int status, String code, String detail) {
        if (context.response().ended() || context.response().closed()) {
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", Problem.MEDIA_TYPE)
                .end(new JsonObject()
                        .put("type", "about:blank")
                        .put("status", status)
                        .put("code", code)
                        .put("detail", detail)
                        .put("retryable", status == 503)
                        .encode());
    }
}
