package io.pasarela.operations.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The environment variables of each service. An empty one is as good as none. */
final class Settings {

    static final String INGEST = "webhook-ingest";
    static final String QUOTE = "quote-service";
    static final String RAMP = "ramp-service";
    static final String NOTIFICATION = "notification-service";
    static final List<String> SERVICES = List.of(INGEST, QUOTE, RAMP, NOTIFICATION);

    /** What all services have, in a folder of settings. */
    private static final String ALL = "pasarela";

    private static final Set<String> READ = Stream.concat(Stream.of(ALL), SERVICES.stream())
            .map(name -> name + ".env")
            .collect(Collectors.toSet());

    private static final String FILE = "_FILE";

    private final Map<String, Map<String, String>> byService;

    private Settings(Map<String, Map<String, String>> byService) {
        this.byService = byService;
    }

    /** The same for all services. */
    static Settings of(Map<String, String> environment) {
        Map<String, Map<String, String>> all = new HashMap<>();
        SERVICES.forEach(service -> all.put(service, environment));
        return new Settings(all);
    }

    /**
     * Folders with {@code pasarela.env} for all services and {@code {service}.env} for each, lines of {@code NAME=value}; a later folder wins over an earlier
     * one, and a service's own file over the one for all.
     */
    static Settings read(Collection<Path> folders) {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String service : SERVICES) {
            Map<String, String> variables = new HashMap<>();
            folders.forEach(folder -> variables.putAll(lines(folder.resolve(ALL + ".env"))));
            folders.forEach(folder -> variables.putAll(lines(folder.resolve(service + ".env"))));
            all.put(service, variables);
        }
        return new Settings(all);
    }

    /** Files of a folder that look like settings and that {@link #read} passes over, such as those with a service's name misspelt. */
    static List<String> filesOfNobody(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".env"))
                    .filter(file -> !READ.contains(file.getFileName().toString()))
                    .map(Path::toString)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
        }
    }

    /** What {@code docker compose config --format json} prints. */
    static Settings compose(JsonNode config) {
        Map<String, Map<String, String>> all = new HashMap<>();
        for (String service : SERVICES) {
            Map<String, String> variables = new HashMap<>();
            config.at("/services/" + service + "/environment")
                    .properties()
                    .forEach(entry ->
                            variables.put(entry.getKey(), entry.getValue().asText()));
            all.put(service, variables);
        }
        return new Settings(all);
    }

    private static Map<String, String> lines(Path file) {
        Map<String, String> variables = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return variables;
        }
        try {
            for (String line : Files.readAllLines(file)) {
                int equals = line.indexOf('=');
                if (equals > 0 && !line.startsWith("#")) {
                    variables.put(
                            line.substring(0, equals).strip(),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
        return variables;
    }

    Optional<String> value(String service, String variable) {
        return Optional.ofNullable(of(service).get(variable)).filter(value -> !value.isBlank());
    }

    /** The first service's that has it. */
    Optional<String> value(String variable) {
        return SERVICES.stream()
                .flatMap(service -> value(service, variable).stream())
                .findFirst();
    }

    /** What stands in the file that {@code {variable}_FILE} names, which wins for the services too, or the variable's where that file is not here. */
    Optional<String> secret(String service, String variable) {
        return value(service, variable + FILE)
                .map(Path::of)
                .filter(file -> Files.isRegularFile(file) && Files.isReadable(file))
                .map(Settings::content)
                .or(() -> value(service, variable));
    }

    /** Whether it stands in a file that is mounted elsewhere, and so cannot be looked at. */
    boolean isElsewhere(String service, String variable) {
        return secret(service, variable).isEmpty()
                && value(service, variable + FILE).isPresent();
    }

    static String content(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(file), e);
        }
    }

    /** Those whose whole name matches, in the order of their names. */
    Map<String, String> matching(String service, Pattern name) {
        Map<String, String> found = new TreeMap<>();
        of(service).forEach((variable, value) -> {
            if (name.matcher(variable).matches() && !value.isBlank()) {
                found.put(variable, value);
            }
        });
        return found;
    }

    Map<String, String> of(String service) {
        return byService.getOrDefault(service, Map.of());
    }

    /** Whether this service takes itself for a sandbox. Anything but that word means production. */
    boolean isSandbox(String service) {
        return value(service, "PASARELA_MODE").filter("sandbox"::equals).isPresent();
    }

    boolean isSandbox() {
        return SERVICES.stream().allMatch(this::isSandbox);
    }
}
