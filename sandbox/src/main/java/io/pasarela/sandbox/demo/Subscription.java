package io.pasarela.sandbox.demo;

import io.pasarela.sandbox.killb.KillbSettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** Webhooks of the simulator, subscribed to by KillB's own documented calls, as an operator would. */
public final class Subscription {
    private Subscription() {}

    /**
     * @param provider where the simulator is
     * @param address where it is to deliver
     * @param secret with which it is to sign
     */
    public static void subscribe(URI provider, KillbSettings killb, URI address, String secret) {
        String token;
        try (var api = new JsonApi(provider, "")) {
            var login = new JsonObject().put("email", killb.email()).put("password", killb.password());
            token = api.post("/api/v2/auth/login", login).getString("accessToken");
        }
        try (var api = new JsonApi(provider, token)) {
            var events = JsonArray.of("RAMP", "USER", "ACCOUNT", "TRANSACTION");
            api.post(
                    "/api/v2/webhooks",
                    new JsonObject()
                            .put("url", address.toString())
                            .put("secret", secret)
                            .put("events", events));
        }
    }
}
