package io.pasarela.providers;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start half-configured. In production mode every provider URL must be https, and every secret that the service needs must
 * be there, long enough and not an example. Sandbox mode, which must be asked for, only wants them to be there.
 */
@ApplicationScoped
public class ProductionGuard {

    private static final int SECRET_LENGTH_MIN = 32;

    private static final int PASSWORD_LENGTH_MIN = 8;

    private static final List<String> EXAMPLES =
            List.of("example", "changeme", "change-me", "secret123", "password", "sandbox-only");

    /** Which way of running this is, and what it needs. */
    @ConfigMapping(prefix = "pasarela")
    interface GuardConfig {

        /** {@code production} or {@code sandbox}. */
        @WithDefault("production")
        String mode();

        /** Configuration keys of the secrets that this service cannot work without. */
        Optional<List<String>> requiredSecrets();

        /** Configuration keys of the URLs that must be https in production. */
        Optional<List<String>> secureUrls();
    }

    private final GuardConfig guard;
    private final Config config;

    ProductionGuard(GuardConfig guard, Config config) {
        this.guard = guard;
        this.config = config;
    }

    void onStart(@Observes StartupEvent event) {
        List<String> faults = faults(guard, key -> config.getOptionalValue(key, String.class));
        if (!faults.isEmpty()) {
            throw new IllegalStateException("Not started, because of the configuration: " + String.join("; ", faults));
        }
    }

    static List<String> faults(GuardConfig guard, java.util.function.Function<String, Optional<String>> value) {
        boolean production = !guard.mode().equals("sandbox");
        List<String> faults = new ArrayList<>();
        for (String key : guard.requiredSecrets().orElse(List.of())) {
            Optional<String> secret = value.apply(key).filter(s -> !s.isBlank());
            if (secret.isEmpty()) {
                faults.add(key + " is not set");
            } else if (production) {
                weakness(key, secret.get()).ifPresent(faults::add);
            }
        }
        for (String key : guard.secureUrls().orElse(List.of())) {
            if (production
                    && !value.apply(key)
                            .map(u -> "https".equals(URI.create(u).getScheme()))
                            .orElse(false)) {
                faults.add(key + " is not an https URL");
            }
        }
        return faults;
    }

    private static Optional<String> weakness(String key, String secret) {
        if (key.endsWith(".email")) {
            return Optional.empty();
        }
        int lengthMin = key.endsWith("-secret") ? SECRET_LENGTH_MIN : PASSWORD_LENGTH_MIN;
        return weakness(secret, lengthMin).map(weakness -> key + " " + weakness);
    }

    /** Why the secret must not be used in production, in words that follow its name; never the value itself. */
    public static Optional<String> weakness(String secret, int lengthMin) {
        if (secret.length() < lengthMin) {
            return Optional.of("is shorter than %d characters".formatted(lengthMin));
        }
        String lower = secret.toLowerCase(Locale.ROOT);
        return EXAMPLES.stream().anyMatch(lower::contains) ? Optional.of("is an example value") : Optional.empty();
    }
}
