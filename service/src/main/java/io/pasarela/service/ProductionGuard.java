package io.pasarela.service;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/**
 * Refuses a half-configured start. Every setting that {@code start.requires.settings}, {@code start.requires.https-urls} or
 * {@code start.requires.secrets} names must be there, and both ways to a database must lead to the same one; in production mode the URLs must
 * be https, and the secrets long enough and no examples. Sandbox mode must be asked for, by {@code pasarela.mode}.
 */
final class ProductionGuard {

    private ProductionGuard() {}

    /** What is wrong, in words that name the setting and never quote its value. */
    static List<String> faults(Config config) {
        boolean production = !config.getOptionalValue("pasarela.mode", String.class)
                .orElse("")
                .equals("sandbox");
        List<String> faults = new ArrayList<>();
        for (String key : listed(config, "start.requires.settings")) {
            if (value(config, key).isEmpty()) {
                faults.add(key + " is not set");
            }
        }
        if (!sameDatabase(config)) {
            faults.add("quarkus.datasource.jdbc.url and quarkus.datasource.reactive.url lead to different databases");
        }
        for (String key : listed(config, "start.requires.secrets")) {
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
        for (String key : listed(config, "start.requires.https-urls")) {
            Optional<String> url = value(config, key);
            if (url.isEmpty()) {
                faults.add(key + " is not set");
            } else if (production && !isHttps(url.get())) {
                faults.add(key + " is not an https URL");
            }
        }
        return faults;
    }

    private static boolean isHttps(String url) {
        try {
            return "https".equals(new URI(url).getScheme());
        } catch (URISyntaxException _) {
            return false;
        }
    }

    /** Migrations take the one, everything else the other: with two databases the one would be ready and the other be written to. */
    private static boolean sameDatabase(Config config) {
        Optional<String> jdbc = value(config, "quarkus.datasource.jdbc.url").map(DatabaseUrl::name);
        Optional<String> reactive =
                value(config, "quarkus.datasource.reactive.url").map(DatabaseUrl::name);
        return jdbc.isEmpty() || reactive.isEmpty() || jdbc.equals(reactive);
    }

    private static Optional<String> value(Config config, String key) {
        return config.getOptionalValue(key, String.class)
                .or(() -> config.getOptionalValue(key + "[0]", String.class))
                .filter(value -> !value.isBlank());
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
