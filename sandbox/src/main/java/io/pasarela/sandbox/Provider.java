package io.pasarela.sandbox;

import io.pasarela.sandbox.demo.Subscription;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.killb.KillbSimulator;
import io.vertx.core.Vertx;
import java.net.URI;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;

/** The simulated provider as the services meet it: an address, credentials, and webhooks signed with a fresh secret. */
final class Provider implements AutoCloseable {
    private static final int SECRET_BYTES = 32;

    private final KillbSimulator simulator;
    private final KillbSettings settings;
    private final String webhookSecret = randomSecret();

    private Provider(KillbSimulator simulator, KillbSettings settings) {
        this.simulator = simulator;
        this.settings = settings;
    }

    static Provider start(Vertx vertx, int port, KillbSettings settings) {
        return new Provider(KillbSimulator.start(vertx, settings.withPort(port)), settings);
    }

    KillbSimulator simulator() {
        return simulator;
    }

    void sendWebhooksTo(URI address) {
        Subscription.subscribe(simulator.baseUri(), settings, address, webhookSecret);
    }

    /** What the service has to know; only who verifies webhooks is told their secret, only who calls the provider its password. */
    Map<String, String> environment(String service) {
        if (service.equals("webhook-ingest")) {
            return Map.of(
                    "PASARELA_WEBHOOKS_KILLB_SCHEME",
                    signature(),
                    "PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE",
                    webhookSecret);
        }
        return Map.of(
                "PASARELA_PROVIDERS_KILLB_URL", simulator.baseUri().toString(),
                "PASARELA_PROVIDERS_KILLB_EMAIL", settings.email(),
                "PASARELA_PROVIDERS_KILLB_PASSWORD", settings.password());
    }

    @Override
    public void close() {
        simulator.close();
    }

    /** The gateway's name for the scheme that the simulator starts with. */
    private String signature() {
        return switch (settings.behaviour().signature()) {
            case A -> "killb-hmac";
            case B -> "killb-sha256";
        };
    }

    private static String randomSecret() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}
