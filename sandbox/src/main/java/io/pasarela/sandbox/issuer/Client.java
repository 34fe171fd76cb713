package io.pasarela.sandbox.issuer;

import java.util.List;
import java.util.Optional;

/**
 * An application that may ask for tokens; it is the tenant of everything that it creates. The secrets are written here
 * because they open nothing but a sandbox on this machine.
 */
public record Client(String id, String secret) {
    public static final Client DEMO_APP = new Client("demo-app", "demo-app-sandbox-secret");

    /** Another tenant: what {@code demo-app} owns must stay hidden from it. */
    public static final Client OTHER_APP = new Client("other-app", "other-app-sandbox-secret");

    private static final List<Client> ALL = List.of(DEMO_APP, OTHER_APP);

    static Optional<Client> withCredentials(String id, String secret) {
        return ALL.stream()
                .filter(client -> client.id.equals(id) && client.secret.equals(secret))
                .findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
