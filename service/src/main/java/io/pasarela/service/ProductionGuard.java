package io.pasarela.service;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses to start half-configured. In production mode every provider URL must be https, and every secret that the service needs must
 * be there, long enough and not an example. Sandbox mode, which must be asked for, only wants them to be there.
 */
@ApplicationScoped
public class ProductionGuard {

    /** Which way of running this is, and what it needs. */
    @ConfigMapping(prefix = "pasarela")
    interface GuardConfig {

        /** {@code production} or {@code sandbox}. */
        @WithDefault("production")
        String mode();

        /** Configuration keys of the secrets that this service cannot work without. One may stand in a file instead, which {@code {key}-file} names. */
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

    static List<String> faults(GuardConfig guard, Function<String, Optional<String>> value) {
        boolean production = !guard.mode().equals("sandbox");
        List<String> faults = new ArrayList<>();
        for (String key : guard.requiredSecrets().orElse(List.of())) {
            Optional<String> secret = secret(key, value).filter(s -> !s.isBlank());
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

    private static Optional<String> secret(String key, Function<String, Optional<String>> value) {
        return value.apply(key + "-file")
                .map(Path::of)
                .map(ProductionGuard::content)
                .or(() -> value.apply(key));
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException _) {
            return "";
        }
    }

    private static Optional<String> weakness(String key, String secret) {
        if (key.endsWith(".email")) {
            return Optional.empty();
        }
        int lengthMin = key.endsWith("-secret") ? Secrets.LENGTH_MIN : Secrets.PASSWORD_LENGTH_MIN;
        return Secrets.weakness(secret, lengthMin).map(weakness -> key + " " + weakness);
    }
}
