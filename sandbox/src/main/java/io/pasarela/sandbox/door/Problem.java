package io.pasarela.sandbox.door;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/** What the door itself answers when it cannot hand a request on (RFC 9457, with the gateway's own members). */
record Problem(int status, String title, String code, String detail, boolean retryable) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem noSuchPath(String path) {
        return new Problem(404, "Not Found", "NOT_FOUND", "Nothing answers at " + path + ".", false);
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
        String detail = "%s does not answer; try again in a moment.".formatted(backend.title());
        return new Problem(503, "Service Unavailable", "SERVICE_UNAVAILABLE", detail, true);
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
