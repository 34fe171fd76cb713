package io.pasarela.sandbox.container;

import io.pasarela.sandbox.demo.Subscription;
import io.pasarela.sandbox.issuer.TokenIssuer;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.vertx.core.Vertx;

/** Stands in for the provider and for the login of an installation, reachable from other containers. */
final class StandIn implements AutoCloseable {
    private final KillbSimulator simulator;
    private final TokenIssuer issuer;

    /** Returns when both listen and webhooks are subscribed to. */
    StandIn(Vertx vertx, String host, int simulatorPort, int issuerPort, ContainerSettings settings) {
        // Its ids must not be those that the databases hold already, and a person wants to watch a ramp on its way.
        KillbSettings killb = new KillbSettings(
                        host,
                        simulatorPort,
                        KillbSettings.DEFAULT.email(),
                        KillbSettings.DEFAULT.password(),
                        KillbSettings.DEFAULT.behaviour())
                .with("seed", System.currentTimeMillis())
                .with("paymentDelayMs", 4_000)
                .with("stepMs", 1_000);
        this.simulator = KillbSimulator.start(vertx, killb);
        Subscription.subscribe(simulator.baseUri(), killb, settings.webhooks(), settings.webhookSecret());
        this.issuer = TokenIssuer.start(vertx, settings.data().resolve("issuer"), host, issuerPort, settings.issuer())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @Override
    public void close() {
        issuer.close();
        simulator.close();
    }
}
