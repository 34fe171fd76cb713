package io.pasarela.system.support;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.sandbox.killb.KillbSettings;
import java.net.URI;
import java.net.http.HttpRequest;

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

    /** The ramps that the provider has under this key of ours. */
    public JsonNode rampsWithKey(String externalId) {
        return control.get("/_sim/ramps?externalId=" + externalId).body();
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
        String token = control.post(
                        "/api/v2/auth/login",
                        "{\"email\":\"%s\",\"password\":\"%s\"}"
                                .formatted(KillbSettings.DEFAULT.email(), KillbSettings.DEFAULT.password()))
                .text("accessToken");
        String id = new Gateway(simulator, token)
                .get("/api/v2/users?type=PERSON&externalId=" + key)
                .body()
                .at("/users/0/id")
                .asText();
        done(control.send(control.request("/_sim/users/" + id)
                .header("Content-Type", "application/json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"status\":\"REJECTED\"}"))));
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
