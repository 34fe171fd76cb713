package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.killb.wire.ApiError;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.Endpoint;
import io.pasarela.sandbox.killb.wire.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes of the control API: JSON in and out, 200, or 4xx with {@code {"error": "a sentence"}} or KillB's error body. */
record ControlRoutes(Router router) {
    void on(String route, Endpoint endpoint) {
        String[] words = route.split(" ", 2);
        String path = "/_sim" + words[1].replaceAll("\\{(\\w+)}", ":$1");
        router.route(HttpMethod.valueOf(words[0]), path).handler(context -> answer(context, endpoint));
    }

    private static void answer(RoutingContext context, Endpoint endpoint) {
        try {
            JsonNode body = endpoint.answer(Call.of(context));
            write(context, 200, body == null ? Json.object() : body);
        } catch (IllegalArgumentException e) {
            write(context, 400, Json.object().put("error", e.getMessage()));
        } catch (ApiError e) {
            write(context, e.status(), e.body());
        }
    }

    private static void write(RoutingContext context, int status, JsonNode body) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json; charset=utf-8")
                .end(Buffer.buffer(Json.write(body)));
    }
}
