package io.pasarela.sandbox.killb;

import io.pasarela.sandbox.killb.ramp.RampApi;
import io.pasarela.sandbox.killb.wire.ApiError;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The page behind a PSE or TRANSFIYA payment link: one button that pays. */
record PaymentPage(RampApi ramps) {
    void routes(Router router) {
        router.get("/_sim/pay/:id")
                .handler(context -> show(context, 200, "<form method=post><button>Pay</button></form>"));
        router.post("/_sim/pay/:id").handler(this::pay);
    }

    private void pay(RoutingContext context) {
        try {
            ramps.pay(context.pathParam("id"));
            show(context, 200, "<p>Paid. You can close this page.</p>");
        } catch (ApiError e) {
            show(context, e.status(), "<p>There is nothing to pay here.</p>");
        }
    }

    private static void show(RoutingContext context, int status, String content) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/html; charset=utf-8")
                .end("<!doctype html><title>Simulated bank</title><h1>Simulated bank</h1>" + content);
    }
}
