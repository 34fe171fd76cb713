package io.pasarela.deployment;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the services declare of themselves: their properties, the settings of their code, and what the sandbox tells them. */
final class Settings {
    static final List<String> SERVICES =
            List.of("webhook-ingest", "quote-service", "ramp-service", "notification-service");

    private static final int DRAIN_SECONDS_WHEN_NOT_TOLD = 10;
    private static final Pattern PREFIX = Pattern.compile("@ConfigMapping\\(prefix = \"([^\"]+)\"\\)");
    private static final Pattern NAMED = Pattern.compile("@ConfigProperty\\(\\s*name = \"([^\"]+)\"");
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{([A-Z_]+)[:}]");
    private static final Pattern METHOD = Pattern.compile("(?m)^ {4,8}(?!return|throw)[\\w<>., ]+ (\\w+)\\(\\);");
    private static final Pattern CONSTANT = Pattern.compile("\"((?:PASARELA|QUARKUS|KAFKA)_[A-Z_]+)\"");

    private Settings() {}

    static Properties properties(String service) {
        var properties = new Properties();
        try {
            properties.load(new StringReader(
                    read(Rendered.ROOT.resolve(service).resolve("src/main/resources/application.properties"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    static boolean declares(String service, String prefix) {
        return properties(service).stringPropertyNames().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** How long the service may take to finish what is under way when it is told to stop. */
    static int drainSeconds(String service) {
        return seconds(service, "quarkus.shutdown.timeout", DRAIN_SECONDS_WHEN_NOT_TOLD)
                + seconds(service, "quarkus.shutdown.delay", 0);
    }

    private static int seconds(String service, String key, int otherwise) {
        String told = properties(service).getProperty(key, "");
        return told.matches("\\d+S") ? Integer.parseInt(told.substring(0, told.length() - 1)) : otherwise;
    }

    /** Where health and metrics are: on a port of their own if the service has one. */
    static int managementPort(String service) {
        Properties declared = properties(service);
        return Boolean.parseBoolean(declared.getProperty("quarkus.management.enabled"))
                ? Integer.parseInt(declared.getProperty("quarkus.management.port", "9000"))
                : Integer.parseInt(declared.getProperty("quarkus.http.port", "8080"));
    }

    /** What the service does not start without, as variables. */
    static Set<String> required(String service) {
        return Stream.of("settings", "secrets", "https-urls")
                .flatMap(kind -> Stream.of(properties(service)
                        .getProperty("start.requires." + kind, "")
                        .split(",")))
                .filter(key -> !key.isBlank())
                .map(Settings::variable)
                .collect(Collectors.toSet());
    }

    /** Where the sandbox's traces go is a collector of its own, spoken to in its own way. */
    private static final Set<String> HOW_THE_SANDBOX_EXPORTS =
            Set.of("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "QUARKUS_OTEL_BSP_SCHEDULE_DELAY");

    /** Variables that the sandbox tells the services, and others have to tell them too. */
    static Set<String> toldBySandbox() {
        return Stream.of("Services", "Provider")
                .map(type -> read(Rendered.ROOT.resolve("sandbox/src/main/java/io/pasarela/sandbox/" + type + ".java")))
                .flatMap(source -> CONSTANT.matcher(source).results().map(found -> found.group(1)))
                .filter(variable -> !HOW_THE_SANDBOX_EXPORTS.contains(variable))
                .collect(Collectors.toSet());
    }

    /** Whether some code or some properties file of ours reads the variable. */
    static boolean isRead(String variable) {
        return sources("application.properties")
                        .anyMatch(text -> expressions(text).contains(variable)
                                || keys(text).contains(variable))
                || sources(".java").anyMatch(text -> reads(text, variable));
    }

    /** {@code pasarela.providers.killb.url} as {@code PASARELA_PROVIDERS_KILLB_URL}. */
    static String variable(String property) {
        return property.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(java.util.Locale.ROOT);
    }

    private static boolean reads(String source, String variable) {
        return NAMED.matcher(source)
                        .results()
                        .anyMatch(found -> variable(found.group(1)).equals(variable))
                || PREFIX.matcher(source)
                        .results()
                        .map(found -> variable(found.group(1)) + "_")
                        .filter(variable::startsWith)
                        .anyMatch(prefix -> isMadeOf(variable.substring(prefix.length()), words(source)));
    }

    /** The settings of a mapping and its groups, {@code connectTimeout} as {@code CONNECT_TIMEOUT}. */
    private static Set<String> words(String source) {
        return METHOD.matcher(source)
                .results()
                .map(found -> variable(found.group(1).replaceAll("([a-z0-9])([A-Z])", "$1-$2")))
                .collect(Collectors.toSet());
    }

    /** Settings one in another, with a name of the operator's between two of them where there is a map. */
    private static boolean isMadeOf(String rest, Set<String> words) {
        return words.stream()
                .filter(word -> rest.equals(word) || rest.startsWith(word + "_"))
                .anyMatch(word -> rest.equals(word)
                        || isMadeOf(rest.substring(word.length() + 1), words)
                        || isMadeOf(rest.substring(word.length() + 1).replaceFirst("^[A-Z0-9]+_", ""), words));
    }

    private static Set<String> expressions(String text) {
        Matcher expression = EXPRESSION.matcher(text);
        return expression.results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    private static Set<String> keys(String text) {
        return text.lines()
                .filter(line -> line.matches("[a-z].*=.*"))
                .map(line -> variable(line.substring(0, line.indexOf('='))))
                .collect(Collectors.toSet());
    }

    private static Stream<String> sources(String ending) {
        return Stream.concat(SERVICES.stream(), Stream.of("gateway", "providers"))
                .flatMap(module -> sourcesOf(module, ending));
    }

    /** The texts of a module's main files whose names end so. */
    static Stream<String> sourcesOf(String module, String ending) {
        return files(Rendered.ROOT.resolve(module).resolve("src/main"))
                .filter(file -> file.toString().endsWith(ending))
                .map(Settings::read);
    }

    private static Stream<Path> files(Path folder) {
        try (var walk = Files.walk(folder)) {
            return walk.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
