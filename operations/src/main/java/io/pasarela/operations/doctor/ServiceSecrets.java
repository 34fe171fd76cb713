package io.pasarela.operations.doctor;

import io.pasarela.service.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which secrets each service needs, and what they are. */
final class ServiceSecrets {

    static final String DATABASE_PASSWORD = "QUARKUS_DATASOURCE_PASSWORD";
    static final Pattern REDIS = Pattern.compile("(QUARKUS_REDIS_HOSTS|PASARELA_INGEST_REDIS)");

    private static final Pattern WEBHOOK_KEY = Pattern.compile("PASARELA_WEBHOOKS_[A-Z0-9_]+_KEYS_[A-Z0-9_]+_VALUE");
    private static final Pattern KEY_DIRECTORY = Pattern.compile("PASARELA_WEBHOOKS_[A-Z0-9_]+_KEY_DIRECTORY");
    private static final String JAAS = "KAFKA_SASL_JAAS_CONFIG";
    private static final Pattern JAAS_PASSWORD = Pattern.compile("password=\"([^\"]*)\"");

    /** A secret that a service cannot work without. @param value empty when it is not set */
    record Secret(String service, String variable, String value, int lengthMin) {}

    private final Settings settings;

    ServiceSecrets(Settings settings) {
        this.settings = settings;
    }

    /** What the service needs and what can be looked at from here. */
    Stream<Secret> of(String service) {
        return Stream.concat(needed(service), kafka(service))
                .filter(secret -> !settings.isElsewhere(service, secret.variable()));
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
                                one(service, DATABASE_PASSWORD, Secrets.PASSWORD_LENGTH_MIN)));
            default ->
                Stream.of(
                                Stream.of(one(service, DATABASE_PASSWORD, Secrets.PASSWORD_LENGTH_MIN)),
                                several(service, "PASARELA_NOTIFICATIONS_TICKET_SECRETS"),
                                redis(service))
                        .flatMap(secrets -> secrets);
        };
    }

    /** Files and folders of the service's secrets that are mounted elsewhere. */
    List<String> elsewhere(String service) {
        Stream<String> files = needed(service)
                .map(Secret::variable)
                .filter(variable -> settings.isElsewhere(service, variable))
                .map(variable -> settings.value(service, variable + "_FILE").orElse(variable));
        return service.equals(Settings.INGEST)
                ? Stream.concat(files, foldersElsewhere().stream()).toList()
                : files.toList();
    }

    private List<String> foldersElsewhere() {
        return settings.matching(Settings.INGEST, KEY_DIRECTORY).values().stream()
                .filter(folder -> !Files.isDirectory(Path.of(folder)))
                .toList();
    }

    // Stands among other things in what Kafka's clients call a JAAS configuration.
    private Stream<Secret> kafka(String service) {
        boolean logsIn = settings.value(service, "KAFKA_SECURITY_PROTOCOL")
                .filter(protocol -> protocol.startsWith("SASL_"))
                .isPresent();
        String stated = settings.secret(service, JAAS).orElse("");
        Matcher password = JAAS_PASSWORD.matcher(stated);
        // Other ways to log in have no password.
        boolean hasOther = !stated.isEmpty() && !password.find();
        return !logsIn || hasOther
                ? Stream.of()
                : Stream.of(new Secret(
                        service, JAAS, stated.isEmpty() ? "" : password.group(1), Secrets.PASSWORD_LENGTH_MIN));
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
        return keys.isEmpty() && foldersElsewhere().isEmpty()
                ? Stream.of(new Secret(Settings.INGEST, "a key in PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY", "", 1))
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

    // Not read as a URI: what is wrong with one would be told with the password in it.
    private static String passwordIn(String addresses) {
        String first = addresses.split(",(?=redis)", 2)[0];
        int at = first.lastIndexOf('@');
        String login = at < 0 ? "" : first.substring(first.indexOf("://") + "://".length(), at);
        return login.substring(login.indexOf(':') + 1);
    }

    // The password stands in the address. The sandbox's own has none.
    private Stream<Secret> redis(String service) {
        Map<String, String> addresses = settings.matching(service, REDIS);
        if (addresses.isEmpty()) {
            return Stream.of(new Secret(
                    service,
                    service.equals(Settings.INGEST) ? "PASARELA_INGEST_REDIS" : "QUARKUS_REDIS_HOSTS",
                    "",
                    Secrets.PASSWORD_LENGTH_MIN));
        }
        return addresses.entrySet().stream()
                .filter(_ -> !settings.isSandbox(service))
                .map(entry ->
                        new Secret(service, entry.getKey(), passwordIn(entry.getValue()), Secrets.PASSWORD_LENGTH_MIN));
    }
}
