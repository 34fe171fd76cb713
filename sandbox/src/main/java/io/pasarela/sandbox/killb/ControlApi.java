package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Fault;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.Json;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watching and disturbing the simulator, under {@code /_sim}, without token, limit or fault. A wrong wish gets 400 and a sentence.
 */
final class ControlApi {
    private final World world;
    private final Run run;
    private final Consumer<Boolean> reset;

    /** @param reset begins a new world, keeping the webhook configuration when told true */
    ControlApi(World world, Consumer<Boolean> reset) {
        this.world = world;
        this.run = world.run();
        this.reset = reset;
    }

    void routes() {
        ControlRoutes control = new ControlRoutes(world.router());
        control.on("GET /stats", _ -> run.stats().toJson());
        control.on("GET /ramps", call -> world.ramps().inspect(call.query("externalId")));
        control.on("GET /bodies", call -> bodies(call.query("containing")));
        control.on("POST /ramps/{id}/status", call -> world.ramps().force(call.path("id"), call.body()));
        control.on("POST /ramps/{id}/pay", call -> world.ramps().pay(call.path("id")));
        control.on("PATCH /users/{id}", call -> world.users().decide(call.path("id"), call.body()));
        control.on("PATCH /accounts/{id}", call -> world.accounts().decide(call.path("id"), call.body()));
        control.on("GET /deliveries", call -> deliveries(call));
        control.on("POST /webhooks/{eventId}/resend", this::resend);
        control.on("GET /settings", _ -> run.behaviour().toJson());
        control.on("PUT /settings", this::settings);
        control.on("GET /faults", _ -> faults());
        control.on("POST /faults", call -> run.faults().add(call.body()).toJson());
        control.on("DELETE /faults", _ -> forgive());
        control.on("DELETE /faults/{id}", this::forget);
        control.on("POST /clock", this::clock);
        control.on("GET /outage", _ -> outage());
        control.on("POST /outage", this::outage);
        control.on("POST /reset", this::reset);
        new PaymentPage(world.ramps()).routes(world.router());
    }

    private JsonNode resend(Call call) {
        if (!world.deliveries().resend(call.path("eventId"))) {
            throw new IllegalArgumentException("there is no event " + call.path("eventId"));
        }
        return Json.object().put("resent", true);
    }

    private JsonNode bodies(@Nullable String containing) {
        ArrayNode found = Json.array(List.of());
        run.bodies().containing(containing == null ? "" : containing).forEach(found::add);
        return found;
    }

    private JsonNode settings(Call call) {
        run.dials().change(call.body());
        return run.behaviour().toJson();
    }

    private JsonNode faults() {
        return Json.array(run.faults().all().stream().map(Fault::toJson).toList());
    }

    private JsonNode forgive() {
        run.faults().clear();
        return Json.object().put("faults", 0);
    }

    private JsonNode forget(Call call) {
        if (!run.faults().forget(call.path("id"))) {
            throw new IllegalArgumentException("there is no fault " + call.path("id"));
        }
        return faults();
    }

    private JsonNode deliveries(Call call) {
        String last = call.query("last");
        if (last != null && !last.matches("[1-9][0-9]{0,3}")) {
            throw new IllegalArgumentException("last is a whole number from 1 to 9999");
        }
        int most = last == null ? Integer.MAX_VALUE : Integer.parseInt(last);
        return world.deliveries().log(call.query("about"), most);
    }

    private JsonNode clock(Call call) {
        JsonNode by = call.body().path("advanceMs");
        if (!by.canConvertToLong()) {
            throw new IllegalArgumentException("advanceMs is a whole number of milliseconds");
        }
        run.clock().advance(Duration.ofMillis(by.longValue()));
        return Json.object().put("now", Json.time(run.now()));
    }

    private JsonNode outage(Call call) {
        run.dials().outage(call.body().path("on").booleanValue());
        return outage();
    }

    private JsonNode outage() {
        return Json.object().put("on", run.dials().outage());
    }

    private ObjectNode reset(Call call) {
        reset.accept("true".equals(call.query("keepWebhook")));
        return Json.object().put("reset", true);
    }
}
