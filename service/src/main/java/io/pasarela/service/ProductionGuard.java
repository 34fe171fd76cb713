package io.pasarela.service;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses a half-configured start. Every URL that {@code pasarela.secure-urls} names and every secret that {@code pasarela.required-secrets}
 * names must be there; in production mode the URLs must be https, and the secrets long enough and no examples. Sandbox mode must be asked for, by
 * {@code pasarela.mode}.
 */
final class ProductionGuard {

    private ProductionGuard() {}

    /** What is wrong, in words that name the setting and never quote its value. */
    static List<String> faults(Config config) {
        boolean production = !config.getOptionalValue("pasarela.mode", String.class)
                .orElse("")
                .equals("sandbox");
        List<String> faults = new ArrayList<>();
        for (String key : listed(config, "pasarela.required-secrets")) {
            List<String> secrets =
                    secrets(config, key).filter(secret -> !secret.isBlank()).toList();
            if (secrets.isEmpty()) {
                faults.add(key + " is not set");
            } else if (production) {
                secrets.stream()
                        .flatMap(secret -> weakness(key, secret).stream())
                        .findFirst()
                        .ifPresent(faults::add);
            }
        }
        for (String key : listed(config, "pasarela.secure-urls")) {
            Optional<String> url = config.getOptionalValue(key, String.class);
            if (url.isEmpty()) {
                faults.add(key + " is not set");
            } else if (production && !"https".equals(URI.create(url.get()).getScheme())) {
                faults.add(key + " is not an https URL");
            }
        }
        return faults;
    }

    private static List<String> listed(Config config, String key) {
        return config.getOptionalValues(key, String.class).orElse(List.of());
    }

    /** One, which may stand in a file instead that {@code {key}-file} names; or, by a name in the plural, several, of which each must do. */
    private static Stream<String> secrets(Config config, String key) {
        if (key.endsWith("-secrets")) {
            return listed(config, key).stream();
        }
        return config
                .getOptionalValue(key + "-file", String.class)
                .map(Path::of)
                .map(ProductionGuard::content)
                .or(() -> config.getOptionalValue(key, String.class))
                .stream();
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
        boolean several = key.endsWith("-secrets");
        int lengthMin = several || key.endsWith("-secret") ? Secrets.LENGTH_MIN : Secrets.PASSWORD_LENGTH_MIN;
        return Secrets.weakness(secret, lengthMin)
                .map(weakness -> "%s %s%s".formatted(key, several ? "has one that " : "", weakness));
    }
}
