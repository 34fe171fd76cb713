package io.pasarela.sandbox.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/**
 * What the door and the page behind it answer when they cannot do what was asked (RFC 9457, with the gateway's own members).
 *
 * @param code as in the gateway's own problem documents
 * @param detail a sentence for the developer, in English
 */
public record Problem(int status, String title, String code, String detail, boolean retryable) {
    static final String MEDIA_TYPE = "application/problem+json";

    public static Problem noSuchPath(String path) {
        return new Problem(404, "Not Found", "NOT_FOUND", "Nothing answers at " + path + ".", false);
    }

    /** Not from this site. @param status 403, or 421 when the request was meant for another host */
    public static Problem forbidden(int status, String title, String detail) {
        return new Problem(status, title, "FORBIDDEN", detail, false);
    }

    public static Problem badRequest(String detail) {
        return new Problem(400, "Bad Request", "INVALID_REQUEST", detail, false);
    }

    /** To be tried again. */
    public static Problem unavailable(String detail) {
        return new Problem(503, "Service Unavailable", "SERVICE_UNAVAILABLE", detail, true);
    }

    public static Problem tooMany(String detail) {
        return new Problem(429, "Too Many Requests", "RATE_LIMITED", detail, true);
    }

    static Problem tooLarge(long limit) {
        return new Problem(
                413,
                "Content Too Large",
                "PAYLOAD_TOO_LARGE",
                "A body has at most %d bytes here.".formatted(limit),
                false);
    }

    static Problem unreachable(Backend backend) {
        return unavailable("%s does not answer; try again in a moment.".formatted(backend.title()));
    }

    public void answer(HttpServerResponse response) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE).end(body());
    }

    Buffer body() {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", title)
                .put("status", status)
                .put("code", code)
                .put("detail", detail)
                .put("retryable", retryable)
                .toBuffer();
    }
}
