package io.pasarela.ingest;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/**
 * {@code GET /q/openapi}, where the other services have theirs: the OpenAPI 3.1 document of the one endpoint, as JSON. Written by hand, because there is
 * no annotation here from which it could be made; a test holds its answers against docs/webhooks.md.
 */
@Singleton
class OpenApiRoute {

    private static final Buffer DOCUMENT = document();

    void register(@Observes Router router) {
        router.get("/q/openapi")
                .handler(context -> context.response()
                        .putHeader("Content-Type", "application/json;charset=UTF-8")
                        .end(DOCUMENT));
    }

    static Buffer document() {
        try (InputStream document = OpenApiRoute.class.getResourceAsStream("openapi.json")) {
            return Buffer.buffer(Objects.requireNonNull(document).readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
