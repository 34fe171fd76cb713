package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Hands on what the page asks of a service or of the simulator: from short lists, so that nothing else of theirs is open to it. */
final class Relay {
    private static final long PATIENCE_MILLIS = 5_000;

    /** What a service says about itself, and where. */
    private static final Map<String, String> ABOUT =
            Map.of("openapi", "/q/openapi?format=json", "metrics", "/q/metrics", "health", "/q/health");

    /** What of the simulator's control API the page needs; not its reset, its clock, and what names personal data. */
    private static final Set<String> SWITCHES = Set.of(
            "GET stats",
            "GET faults",
            "POST faults",
            "DELETE faults",
            "DELETE faults/{id}",
            "GET outage",
            "POST outage",
            "GET settings",
            "PUT settings",
            "GET deliveries",
            "POST ramps/{id}/pay");

    private static final Pattern ID = Pattern.compile("/[A-Za-z0-9-]*[0-9][A-Za-z0-9-]*(?=/|$)");

    private final WebClient client;
    private final Surroundings around;

    Relay(WebClient client, Surroundings around) {
        this.client = client;
        this.around = around;
    }

    /** {@code GET /sandbox/services/:name/:about}. */
    void aboutService(RoutingContext call) {
        Integer port = around.services().get(call.pathParam("name"));
        String path = ABOUT.get(call.pathParam("about"));
        if (port == null || path == null) {
            Problem.noSuchPath(call.request().path()).answer(call.response());
            return;
        }
        hand(call, HttpMethod.GET, port, path, Buffer.buffer());
    }

    /** What follows {@code /sandbox/provider/}, to the simulator's control API. */
    void provider(RoutingContext call) {
        String path = call.request().path().substring("/sandbox/provider/".length());
        String named = ID.matcher(path).replaceAll("/{id}");
        if (!SWITCHES.contains(call.request().method() + " " + named)) {
            Problem.noSuchPath(call.request().path()).answer(call.response());
            return;
        }
        String query =
                call.request().query() == null ? "" : "?" + call.request().query();
        Buffer body =
                call.body().buffer() == null ? Buffer.buffer() : call.body().buffer();
        hand(call, call.request().method(), around.simulator(), "/_sim/" + path + query, body);
    }

    private void hand(RoutingContext call, HttpMethod method, int port, String path, Buffer body) {
        Future<HttpResponse<Buffer>> answer = client.request(method, port, "127.0.0.1", path)
                .putHeader("Content-Type", "application/json")
                .timeout(PATIENCE_MILLIS)
                .sendBuffer(body);
        answer.onSuccess(given -> pass(given, call.response()))
                .onFailure(_ -> Problem.unavailable("Nobody answers there now; try again in a moment.")
                        .answer(call.response()));
    }

    private static void pass(HttpResponse<Buffer> given, HttpServerResponse response) {
        String type = given.getHeader("Content-Type");
        response.setStatusCode(given.statusCode())
                .putHeader("Content-Type", type == null ? "text/plain" : type)
                .putHeader("X-Content-Type-Options", "nosniff")
                .putHeader("Cache-Control", "no-store")
                .end(given.body() == null ? Buffer.buffer() : given.body());
    }
}
