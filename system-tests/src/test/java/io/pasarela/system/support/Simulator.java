package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.killb.KillbSettings;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

/** The simulated provider's control panel. */
public final class Simulator {

    private final URI simulator;
    private final Gateway control;

    Simulator(URI simulator) {
        this.simulator = simulator;
        this.control = new Gateway(simulator, "none-needed");
    }

    public long rampsCreated() {
        return control.get("/_sim/stats").body().path("ramps").asLong();
    }

    /** How many binding quotations it has given. */
    public long quotationsGiven() {
        return control.get("/_sim/stats").body().path("quotations").asLong();
    }

    /** How many simulations it has answered. */
    public long simulationsGiven() {
        return control.get("/_sim/stats").body().path("simulations").asLong();
    }

    /** How often this route was called, whatever came of it. @param route as in {@code GET /banks} */
    public long requests(String route) {
        return control.get("/_sim/stats").body().path("requests").path(route).asLong();
    }

    /** Requests so far that were refused because there were too many. */
    public long rateLimited() {
        return control.get("/_sim/stats").body().path("rateLimited").asLong();
    }

    /** The ramps that the provider has under this key of ours. */
    public JsonNode rampsWithKey(String externalId) {
        return control.get("/_sim/ramps?externalId=" + externalId).body();
    }

    /** What was sent to create ramps, byte for byte, also where no answer was given. */
    public List<String> creationsWith(String key) {
        List<String> bodies = new ArrayList<>();
        control.get("/_sim/bodies?containing=" + key).body().forEach(body -> bodies.add(body.asText()));
        return bodies;
    }

    public void pay(String providerRampId) {
        done(control.post("/_sim/ramps/" + providerRampId + "/pay", "{}"));
    }

    /** Any status at once, also one that no document names. @param details the provider's own words on it */
    public void status(String providerRampId, String status, String details) {
        done(control.post(
                "/_sim/ramps/" + providerRampId + "/status",
                "{\"status\":\"%s\",\"details\":\"%s\"}".formatted(status, details)));
    }

    /** @param key our id of the user, which the provider knows as its externalId */
    public void rejectUser(String key) {
        changeUser(key, "{\"status\":\"REJECTED\"}");
    }

    /** What compliance decides, and tells by a webhook. @param change with {@code status} or {@code accessLevel} */
    public void changeUser(String key, String change) {
        done(control.send(control.request("/_sim/users/" + userId(key))
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(change))));
    }

    /** The provider's own API, logged in to as its customer. */
    public Gateway api() {
        String token = control.post(
                        "/api/v2/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(KillbSettings.DEFAULT.email(), KillbSettings.DEFAULT.password()))
                .text("accessToken");
        return new Gateway(simulator, token);
    }

    /** The provider's id of a user. @param key our id of the user, which the provider knows as its externalId */
    public String userId(String key) {
        return api().get("/api/v2/users?type=PERSON&externalId=" + key)
                .body()
                .at("/users/0/id")
                .asText();
    }

    /** The ramp takes this status at once. */
    public void rampStatus(String providerRampId, String status) {
        done(control.post("/_sim/ramps/" + providerRampId + "/status", "{\"status\":\"%s\"}".formatted(status)));
    }

    public void settings(String json) {
        done(control.send(control.request("/_sim/settings")
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(json))));
    }

    public void fault(String json) {
        done(control.post("/_sim/faults", json));
    }

    public void forgetFaults() {
        done(control.send(control.request("/_sim/faults").DELETE()));
    }

    public void outage(boolean on) {
        done(control.post("/_sim/outage", "{\"on\":%s}".formatted(on)));
    }

    public void advance(long millis) {
        done(control.post("/_sim/clock", "{\"advanceMs\":%d}".formatted(millis)));
    }

    /** Webhook attempts about one resource, oldest first, with body and signature. */
    public JsonNode deliveries(String about) {
        return control.get("/_sim/deliveries?about=" + about).body();
    }

    public void resend(String eventId) {
        done(control.post("/_sim/webhooks/" + eventId + "/resend", "{}"));
    }

    private static void done(Gateway.Answer answer) {
        if (answer.status() >= 300) {
            throw new AssertionError("the simulator answered " + answer.status() + " " + answer.body());
        }
    }
}
