package io.pasarela.operations.doctor;

import io.pasarela.service.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Secrets are there, long enough, none of the examples, each used for one thing, and not in the repository. */
final class SecretChecks {

    private static final Pattern WEBHOOK_KEY = Pattern.compile("PASARELA_WEBHOOKS_[A-Z0-9_]+_KEYS_[A-Z0-9_]+_VALUE");
    private static final Pattern KEY_DIRECTORY = Pattern.compile("PASARELA_WEBHOOKS_[A-Z0-9_]+_KEY_DIRECTORY");
    private static final Pattern REDIS = Pattern.compile("(QUARKUS_REDIS_HOSTS|PASARELA_INGEST_REDIS)");

    /** A secret that a service cannot work without. @param value empty when it is not set */
    private record Secret(String service, String variable, String value, int lengthMin) {}

    private final Settings settings;
    private final Path repository;

    SecretChecks(Settings settings, Path repository) {
        this.settings = settings;
        this.repository = repository;
    }

    List<Row> rows() {
        List<Secret> all = Settings.SERVICES.stream().flatMap(this::secrets).toList();
        List<Row> rows = new ArrayList<>();
        for (String service : Settings.SERVICES) {
            rows.add(there(
                    service,
                    all.stream()
                            .filter(secret -> secret.service().equals(service))
                            .toList()));
        }
        rows.add(usedOnce(all));
        rows.add(notInGit(all));
        return rows;
    }

    private Row there(String service, List<Secret> secrets) {
        String what = "secrets of " + service;
        List<String> faults = secrets.stream()
                .flatMap(secret -> fault(secret).stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            return Row.failed(
                    what, String.join("; ", faults), "set it to a value of its own, e.g. by: openssl rand -hex 32");
        }
        return Row.ok(
                what,
                settings.isSandbox(service)
                        ? "%d set; a sandbox takes any".formatted(secrets.size())
                        : "%d set, long enough, none an example".formatted(secrets.size()));
    }

    private Optional<String> fault(Secret secret) {
        if (secret.value().isEmpty()) {
            return Optional.of(secret.variable() + " is not set");
        }
        return settings.isSandbox(secret.service())
                ? Optional.empty()
                : Secrets.weakness(secret.value(), secret.lengthMin()).map(fault -> secret.variable() + " " + fault);
    }

    private Stream<Secret> secrets(String service) {
        return needed(service).filter(secret -> !settings.isElsewhere(service, secret.variable()));
    }

    private Stream<Secret> needed(String service) {
        return switch (service) {
            case Settings.INGEST -> Stream.concat(webhookKeys(), redis(service));
            case Settings.QUOTE -> Stream.concat(provider(service), redis(service));
            case Settings.RAMP ->
                Stream.concat(
                        provider(service),
                        Stream.of(
                                one(service, "PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", Secrets.LENGTH_MIN),
                                one(service, "QUARKUS_DATASOURCE_PASSWORD", Secrets.PASSWORD_LENGTH_MIN)));
            default ->
                Stream.of(
                                Stream.of(one(service, "QUARKUS_DATASOURCE_PASSWORD", Secrets.PASSWORD_LENGTH_MIN)),
                                several(service, "PASARELA_NOTIFICATIONS_TICKET_SECRETS"),
                                redis(service))
                        .flatMap(secrets -> secrets);
        };
    }

    private Secret one(String service, String variable, int lengthMin) {
        return new Secret(service, variable, settings.secret(service, variable).orElse(""), lengthMin);
    }

    private Stream<Secret> several(String service, String variable) {
        return Arrays.stream(settings.value(service, variable).orElse("").split(","))
                .map(value -> new Secret(service, variable, value.strip(), Secrets.LENGTH_MIN));
    }

    private Stream<Secret> provider(String service) {
        return Stream.of(
                one(service, "PASARELA_PROVIDERS_KILLB_EMAIL", 1),
                one(service, "PASARELA_PROVIDERS_KILLB_PASSWORD", Secrets.PASSWORD_LENGTH_MIN));
    }

    private Stream<Secret> webhookKeys() {
        List<Secret> keys = new ArrayList<>();
        webhookKeys(settings)
                .forEach((name, key) ->
                        keys.add(new Secret(Settings.INGEST, name, key, Secrets.PROVIDERS_KEY_LENGTH_MIN)));
        boolean mountedElsewhere =
                !settings.matching(Settings.INGEST, KEY_DIRECTORY).isEmpty();
        return keys.isEmpty() && !mountedElsewhere
                ? Stream.of(new Secret(Settings.INGEST, "PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", "", 1))
                : keys.stream();
    }

    /** By their variable or file; those in a folder that is mounted elsewhere cannot be seen from here. */
    static Map<String, String> webhookKeys(Settings settings) {
        Map<String, String> keys = new LinkedHashMap<>(settings.matching(Settings.INGEST, WEBHOOK_KEY));
        settings.matching(Settings.INGEST, KEY_DIRECTORY)
                .values()
                .forEach(folder -> keys.putAll(mounted(Path.of(folder))));
        return keys;
    }

    private static Map<String, String> mounted(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Map.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().matches("\\..*|.*\\.not-(before|after)"))
                    .collect(Collectors.toMap(Path::toString, Settings::content));
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(folder), e);
        }
    }

    // The password stands in the address. The sandbox's own has none.
    private Stream<Secret> redis(String service) {
        return settings.matching(service, REDIS).entrySet().stream()
                .filter(_ -> !settings.isSandbox(service))
                .map(entry -> new Secret(
                        service,
                        entry.getKey(),
                        Optional.ofNullable(URI.create(entry.getValue()).getUserInfo())
                                .map(user -> user.substring(user.indexOf(':') + 1))
                                .orElse(""),
                        Secrets.PASSWORD_LENGTH_MIN));
    }

    private Row usedOnce(List<Secret> all) {
        String what = "each secret has one use";
        if (settings.isSandbox()) {
            return Row.skipped(what, "a sandbox's secrets are published");
        }
        Map<String, Set<String>> uses = new HashMap<>();
        all.stream()
                .filter(secret -> !secret.value().isEmpty() && secret.lengthMin() > 1)
                .forEach(secret -> uses.computeIfAbsent(secret.value(), _ -> new TreeSet<>())
                        .add(secret.variable()));
        return uses.values().stream()
                .filter(variables -> variables.size() > 1
                        && !variables.stream()
                                .allMatch(name -> REDIS.matcher(name).matches()))
                .findFirst()
                .map(variables -> Row.failed(
                        what, String.join(" and ", variables) + " are the same", "give each a value of its own"))
                .orElseGet(() -> Row.ok(what, "%d different ones".formatted(uses.size())));
    }

    private Row notInGit(List<Secret> all) {
        String what = "no secret in git";
        if (settings.isSandbox()) {
            return Row.skipped(what, "a sandbox's secrets are published");
        }
        if (!Files.exists(repository.resolve(".git"))) {
            return Row.skipped(what, "%s is no checkout; --repository names one".formatted(repository));
        }
        Map<String, String> values = new HashMap<>();
        all.stream()
                .filter(secret -> secret.value().length() >= Secrets.PASSWORD_LENGTH_MIN && secret.lengthMin() > 1)
                .forEach(secret -> values.put(secret.value(), secret.variable()));
        Set<String> found = new TreeSet<>();
        found.addAll(shown(values, "git", "log", "-p", "--all", "--text", "--no-color"));
        found.addAll(shown(values, "git", "diff", "--text", "--no-color", "HEAD"));
        return found.isEmpty()
                ? Row.ok(what, "%d looked for in all commits".formatted(values.size()))
                : Row.failed(
                        what,
                        String.join(", ", found) + " is in the repository",
                        "whoever has the repository has it: replace it where it is used, and only then take it out");
    }

    // The values are compared here, and never stand in a command line that others could see.
    private Set<String> shown(Map<String, String> values, String... command) {
        Set<String> found = new TreeSet<>();
        try {
            Process git = new ProcessBuilder(command)
                    .directory(repository.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (BufferedReader out = git.inputReader(StandardCharsets.ISO_8859_1)) {
                out.lines()
                        .forEach(line -> values.forEach((value, variable) -> {
                            if (line.contains(value)) {
                                found.add(variable);
                            }
                        }));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be started", e);
        }
        return found;
    }
}
