package io.pasarela.sandbox.console;

import io.pasarela.sandbox.door.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Which services live, and ending one of them as a power cut would. Whoever supervises the sandbox starts it again. */
final class Crashes {
    /** A supervisor gives up on what keeps dying: this many crashes it forgives. */
    private static final Duration BETWEEN = Duration.ofSeconds(25);

    private final Surroundings around;
    private final Map<String, Instant> last = new HashMap<>();

    Crashes(Surroundings around) {
        this.around = around;
    }

    /** {@code GET /sandbox/services}. */
    void list(RoutingContext call) {
        var services = new JsonArray();
        around.services()
                .forEach((name, port) -> services.add(new JsonObject()
                        .put("name", name)
                        .put("port", port)
                        .put("running", around.isRunning().test(name))));
        call.json(services);
    }

    /** {@code POST /sandbox/services/:name/crash}. */
    void crash(RoutingContext call) {
        String name = call.pathParam("name");
        if (!around.services().containsKey(name)) {
            Problem.noSuchPath(call.request().path()).answer(call.response());
        } else if (isTooSoon(name, Instant.now())) {
            Problem.tooMany("%s was ended less than %d seconds ago; let it come back first."
                            .formatted(name, BETWEEN.toSeconds()))
                    .answer(call.response());
        } else {
            around.crash().accept(name);
            call.json(new JsonObject().put("crashed", name));
        }
    }

    private boolean isTooSoon(String name, Instant now) {
        Instant before = last.get(name);
        if (before != null && now.isBefore(before.plus(BETWEEN))) {
            return true;
        }
        last.put(name, now);
        return false;
    }
}
