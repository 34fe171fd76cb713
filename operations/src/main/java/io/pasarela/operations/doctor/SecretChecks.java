package io.pasarela.operations.doctor;

import io.pasarela.operations.doctor.ServiceSecrets.Secret;
import io.pasarela.service.Secrets;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Secrets are there, long enough, none of the examples, each used for one thing, and not in the repository. */
final class SecretChecks {

    private static final String NONE_SEEN = "no secret is to be seen from here";

    private final Settings settings;
    private final Path repository;
    private final ServiceSecrets secrets;

    SecretChecks(Settings settings, Path repository) {
        this.settings = settings;
        this.repository = repository;
        this.secrets = new ServiceSecrets(settings);
    }

    List<Row> rows() {
        List<Secret> all = Settings.SERVICES.stream().flatMap(secrets::of).toList();
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

    private Row there(String service, List<Secret> its) {
        String what = "secrets of " + service;
        List<String> faults = its.stream()
                .flatMap(secret -> fault(secret).stream())
                .distinct()
                .toList();
        if (!faults.isEmpty()) {
            return Row.failed(
                    what,
                    String.join("; ", faults),
                    "take what the provider (PASARELA_PROVIDERS_*, PASARELA_WEBHOOKS_*), Kafka and the stores gave you; make up any other, each of its own, e.g. by: openssl rand -hex 32");
        }
        List<String> unseen = secrets.elsewhere(service);
        if (!unseen.isEmpty()) {
            return Row.skipped(
                    what,
                    "what stands in %s is not to be seen from here; look at it where it is"
                            .formatted(String.join(", ", unseen)));
        }
        return Row.ok(
                what,
                settings.isSandbox(service)
                        ? "%d set; a sandbox takes any".formatted(its.size())
                        : "%d set, long enough, none an example".formatted(its.size()));
    }

    private Optional<String> fault(Secret secret) {
        boolean inAddress = ServiceSecrets.REDIS.matcher(secret.variable()).matches();
        if (secret.value().isEmpty()) {
            return Optional.of(secret.variable()
                    + (inAddress
                                    && settings.value(secret.service(), secret.variable())
                                            .isPresent()
                            ? " has no password in it"
                            : " is not set"));
        }
        return settings.isSandbox(secret.service())
                ? Optional.empty()
                : Secrets.weakness(secret.value(), secret.lengthMin())
                        .map(fault -> secret.variable() + (inAddress ? " has a password in it that " : " ") + fault);
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
                        .add(use(secret)));
        String same = uses.values().stream()
                .filter(variables -> variables.size() > 1
                        && !variables.stream()
                                .allMatch(name ->
                                        ServiceSecrets.REDIS.matcher(name).matches()))
                .map(variables -> String.join(" and ", variables) + " are the same")
                .sorted()
                .collect(Collectors.joining("; "));
        if (uses.isEmpty()) {
            return Row.skipped(what, NONE_SEEN);
        }
        return same.isEmpty()
                ? Row.ok(what, "%d different ones".formatted(uses.size()))
                : Row.failed(what, same, "give each a value of its own");
    }

    // Each service has a database of its own, while the logins at the provider and at Kafka may be those of several.
    private String use(Secret secret) {
        return secret.variable().equals(ServiceSecrets.DATABASE_PASSWORD)
                ? secret.variable() + " of "
                        + settings.value(secret.service(), "QUARKUS_DATASOURCE_USERNAME")
                                .orElse("the database's owner")
                : secret.variable();
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
        if (values.isEmpty()) {
            return Row.skipped(what, NONE_SEEN);
        }
        Set<String> found = new TreeSet<>();
        try {
            found.addAll(shown(values, "git", "log", "-p", "--all", "--text", "--no-color"));
            found.addAll(shown(values, "git", "diff", "--text", "--no-color", "HEAD"));
        } catch (IOException e) {
            return Row.skipped(what, "git cannot be started: " + e.getMessage());
        }
        return found.isEmpty()
                ? Row.ok(what, "%d looked for in all commits".formatted(values.size()))
                : Row.failed(
                        what,
                        String.join(", ", found) + " is in the repository",
                        "whoever has the repository has it: replace it where it is used, and only then take it out");
    }

    // The values are compared here, and never stand in a command line that others could see.
    private Set<String> shown(Map<String, String> values, String... command) throws IOException {
        Set<String> found = new TreeSet<>();
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
        return found;
    }
}
