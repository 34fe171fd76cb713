package io.pasarela.sandbox.container;

import io.pasarela.sandbox.process.SandboxFailure;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** What a container is told by its environment; what is missing is a {@link SandboxFailure} that names the variable. */
record ContainerSettings(Map<String, String> environment) {
    static final String ISSUER = "PASARELA_SANDBOX_ISSUER";
    static final String WEBHOOKS = "PASARELA_SANDBOX_WEBHOOKS";
    static final String WEBHOOK_SECRET = "PASARELA_SANDBOX_WEBHOOK_SECRET";
    static final String FRONT_DOOR = "PASARELA_SANDBOX_FRONT_DOOR";
    static final String PUBLIC_DOOR = "PASARELA_SANDBOX_PUBLIC_DOOR";
    static final String BOOTSTRAP = "KAFKA_BOOTSTRAP_SERVERS";
    static final String DATA = "PASARELA_SANDBOX_DATA";

    /** By what the issuer is known to the services, {@code http://sandbox:8091}. */
    URI issuer() {
        return URI.create(required(ISSUER));
    }

    /** Where the simulator delivers webhooks. */
    URI webhooks() {
        return URI.create(required(WEBHOOKS));
    }

    String webhookSecret() {
        return required(WEBHOOK_SECRET);
    }

    /** The front door as other containers reach it. */
    URI frontDoor() {
        return URI.create(required(FRONT_DOOR));
    }

    /** The front door as the person at the keyboard reaches it. */
    URI publicDoor() {
        return URI.create(required(PUBLIC_DOOR));
    }

    String bootstrap() {
        return required(BOOTSTRAP);
    }

    /** Keeps the issuer's key; the temporary folder unless told otherwise. */
    Path data() {
        return Path.of(environment.getOrDefault(DATA, System.getProperty("java.io.tmpdir")));
    }

    private String required(String variable) {
        String value = environment.getOrDefault(variable, "");
        if (value.isBlank()) {
            throw new SandboxFailure("The variable %s is not set.".formatted(variable));
        }
        return value;
    }
}
