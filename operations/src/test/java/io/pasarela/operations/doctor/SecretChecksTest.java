package io.pasarela.operations.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.operations.doctor.Row.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretChecksTest {

    private static final String WEBHOOK_KEY = "7c1d9e44b0a35f6288d1c0ffe2b7a9135e0d";

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    Path repository;

    @BeforeEach
    void everythingIsSet() {
        variables.put("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", WEBHOOK_KEY);
        variables.put("PASARELA_PROVIDERS_KILLB_EMAIL", "api@ours.test");
        variables.put("PASARELA_PROVIDERS_KILLB_PASSWORD", "k8#Vq2!mZ0pL");
        variables.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "0c9a7e5d3b1f2846a8c6e4021357bdf9e8d7");
        variables.put(
                "PASARELA_NOTIFICATIONS_TICKET_SECRETS",
                "a1b2c3d4e5f60718293a4b5c6d7e8f901122,b1b2c3d4e5f60718293a4b5c6d7e8f901122");
        variables.put("QUARKUS_DATASOURCE_PASSWORD", "9f8e7d6c5b4a39281706");
        variables.put("QUARKUS_REDIS_HOSTS", "redis://:55aa77bb99cc11dd@valkey:6379");
    }

    @Test
    void aCompleteConfigurationIsWell() {
        assertThat(rows()).extracting(Row::state).containsOnly(State.OK, State.SKIPPED);
    }

    @Test
    void whatIsMissingShortOrAnExampleIsNamedAndNeverShown() {
        variables.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "too-short");
        variables.put("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", "changeme-changeme-changeme-changeme");
        variables.remove("QUARKUS_DATASOURCE_PASSWORD");
        variables.put("QUARKUS_REDIS_HOSTS", "redis://valkey:6379");

        assertThat(row("secrets of ramp-service").found())
                .contains(
                        "PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET is shorter than 32 characters",
                        "QUARKUS_DATASOURCE_PASSWORD is not set")
                .doesNotContain("too-short");
        assertThat(row("secrets of webhook-ingest").found())
                .contains("is an example value")
                .doesNotContain("changeme");
        assertThat(row("secrets of quote-service").found()).contains("QUARKUS_REDIS_HOSTS has no password in it");
    }

    @Test
    void aFolderWithoutAKeyIsNotSaidToBeElsewhere() throws IOException {
        variables.remove("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE");
        variables.put(
                "PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY",
                Files.createDirectory(repository.resolve("none")).toString());

        Row row = row("secrets of webhook-ingest");

        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.found()).contains("a key in PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY is not set");
    }

    @Test
    void whereNothingIsToBeSeenNothingIsWell() {
        Settings nothing = Settings.of(Map.of());

        assertThat(row(nothing, "each secret has one use").state()).isEqualTo(State.SKIPPED);
        assertThat(row(nothing, "no secret in git").state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void aFileWinsOverTheVariableAsItDoesInTheServices() throws IOException {
        variables.put(
                "PASARELA_PROVIDERS_KILLB_PASSWORD_FILE",
                Files.writeString(repository.resolve("password"), "short").toString());

        assertThat(row("secrets of quote-service").found())
                .contains("PASARELA_PROVIDERS_KILLB_PASSWORD is shorter than 8 characters");
    }

    @Test
    void oneSecretForTwoThingsIsTold() {
        variables.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", WEBHOOK_KEY);

        assertThat(row("each secret has one use").state()).isEqualTo(State.FAILED);
    }

    @Test
    void twoDatabasesWithOnePasswordAreTold() throws IOException {
        Files.writeString(
                repository.resolve("ramp-service.env"),
                "QUARKUS_DATASOURCE_USERNAME=ramp\nQUARKUS_DATASOURCE_PASSWORD=9f8e7d6c5b4a39281706\n");
        Files.writeString(
                repository.resolve("notification-service.env"),
                "QUARKUS_DATASOURCE_USERNAME=notification\nQUARKUS_DATASOURCE_PASSWORD=9f8e7d6c5b4a39281706\n");

        Row row = row(Settings.read(List.of(repository)), "each secret has one use");

        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.found()).contains("of notification and QUARKUS_DATASOURCE_PASSWORD of ramp");
    }

    @Test
    void keysThatCannotBeSeenFromHereAreNotSaidToBeWell() {
        variables.remove("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE");
        variables.put("PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY", "/run/secrets/not/mounted/here");

        assertThat(row("secrets of webhook-ingest").state()).isEqualTo(State.SKIPPED);
    }

    @Test
    void thePasswordInKafkasLoginIsLookedAtToo() {
        variables.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        assertThat(row("secrets of ramp-service").found()).contains("KAFKA_SASL_JAAS_CONFIG is not set");

        variables.put(
                "KAFKA_SASL_JAAS_CONFIG",
                "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ramp\" password=\"changeme\";");
        assertThat(row("secrets of ramp-service").found()).contains("KAFKA_SASL_JAAS_CONFIG is an example value");
    }

    @Test
    void oneCharacterOverAndOverIsNoSecret() {
        variables.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "a".repeat(64));

        assertThat(row("secrets of ramp-service").found()).contains("has fewer than 5 different characters");
    }

    @Test
    void aServiceWithoutRedisIsTold() {
        variables.remove("QUARKUS_REDIS_HOSTS");

        assertThat(row("secrets of quote-service").found()).contains("QUARKUS_REDIS_HOSTS is not set");
    }

    @Test
    void mountedKeysCountAsWell() throws IOException {
        Path keys = Files.createDirectory(repository.resolve("keys"));
        Files.writeString(keys.resolve("2026"), "short\n");
        variables.remove("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE");
        variables.put("PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY", keys.toString());

        assertThat(row("secrets of webhook-ingest").found()).contains("2026 is shorter than 24 characters");
    }

    @Test
    void aSecretInAFileCountsAndOneInAFileElsewhereIsNotMissed() throws IOException {
        Path file = Files.writeString(repository.resolve("password"), "short\n");
        variables.remove("PASARELA_PROVIDERS_KILLB_PASSWORD");

        variables.put("PASARELA_PROVIDERS_KILLB_PASSWORD_FILE", file.toString());
        assertThat(row("secrets of quote-service").found())
                .contains("PASARELA_PROVIDERS_KILLB_PASSWORD is shorter than 8 characters");

        variables.put("PASARELA_PROVIDERS_KILLB_PASSWORD_FILE", "/run/secrets/not/mounted/here");
        assertThat(row("secrets of quote-service").state()).isEqualTo(State.SKIPPED);
        variables.put("PASARELA_PROVIDERS_KILLB_PASSWORD", "k8#Vq2!mZ0pL");
        assertThat(row("secrets of quote-service").state())
                .as("what was put beside for the doctor")
                .isEqualTo(State.OK);
    }

    @Test
    void aPasswordOfRedisWithAnyCharacterIsReadAndNeverShown() {
        variables.put("QUARKUS_REDIS_HOSTS", "redis://default:p^ss w%rd#1@one:6379,redis://:p^ss w%rd#1@two:6379");
        assertThat(row("secrets of quote-service").found()).startsWith("3 set");

        variables.put("QUARKUS_REDIS_HOSTS", "redis://:p^s%@one:6379");
        assertThat(row("secrets of quote-service").found())
                .contains("QUARKUS_REDIS_HOSTS has a password in it that is shorter than 8 characters")
                .doesNotContain("p^s%");
    }

    @Test
    void aSecretThatWasEverCommittedIsFound() throws IOException, InterruptedException {
        git("init", "-q");
        Files.writeString(repository.resolve("settings.yaml"), "key: " + WEBHOOK_KEY + "\n");
        git("add", ".");
        git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "oops");
        Files.writeString(repository.resolve("settings.yaml"), "key: (in the vault)\n");
        git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qam", "nobody saw it");

        Row row = row("no secret in git");

        assertThat(row.state()).isEqualTo(State.FAILED);
        assertThat(row.found())
                .contains("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE")
                .doesNotContain(WEBHOOK_KEY);
    }

    @Test
    void aSandboxTakesAnySecretButNotNone() {
        variables.put("PASARELA_MODE", "sandbox");
        variables.put("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET", "sandbox-only");
        assertThat(rows()).extracting(Row::state).doesNotContain(State.FAILED);

        variables.remove("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET");
        assertThat(row("secrets of ramp-service").state()).isEqualTo(State.FAILED);
    }

    private List<Row> rows() {
        return rows(Settings.of(variables));
    }

    private List<Row> rows(Settings settings) {
        return new SecretChecks(settings, repository).rows();
    }

    private Row row(String what) {
        return row(Settings.of(variables), what);
    }

    private Row row(Settings settings, String what) {
        return rows(settings).stream()
                .filter(row -> row.what().equals(what))
                .findFirst()
                .orElseThrow();
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        var command = new java.util.ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        assertThat(new ProcessBuilder(command)
                        .directory(repository.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }
}
