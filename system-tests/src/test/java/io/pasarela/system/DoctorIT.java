package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./pasarela doctor} against the running sandbox: everything is well, and what is broken is named. */
class DoctorIT {

    private static final Pattern ROW = Pattern.compile("(?m)^(OK|FAILED|SKIPPED) +(.+?)  +(.*)$");
    private static final List<String> SERVICES =
            List.of("webhook-ingest", "quote-service", "ramp-service", "notification-service");

    private final RunningSystem system = RunningSystem.get();
    private final Operator operator = new Operator(system);
    private final URI door = system.sandbox().door();

    @TempDir
    Path folder;

    @Test
    void aSandboxIsWell() {
        var ramp = system.gateway().ramp(system.newUser(), "seen-by-the-doctor-" + System.nanoTime());
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(() -> assertThat(
                        system.gateway().get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                .isEqualTo("COMPLETED"));

        List<String> arguments = new ArrayList<>(List.of(
                "--try", "--front-door", door.toString(), "--webhooks", ingest().replace("/webhooks/killb", "")));
        for (String service : SERVICES) {
            int port = system.sandbox().options().ports().of(service);
            arguments.addAll(List.of("--service", "%s=http://127.0.0.1:%d".formatted(service, port)));
        }

        var result = doctor(settings(), arguments.toArray(String[]::new));

        assertThat(result.exitCode()).as(result.out() + result.err()).isZero();
        assertThat(states(result))
                .containsEntry("services agree", "OK")
                .containsEntry("one database for each service", "OK")
                .containsEntry("webhooks of the provider", "OK")
                .containsEntry("provider log-in", "OK")
                .containsEntry("webhook subscription", "OK")
                .containsEntry("signed test delivery", "OK")
                .containsEntry("forged delivery refused", "OK")
                .containsEntry("topic " + Topics.RAMPS, "OK")
                .containsEntry("migrations of ramp-service", "OK")
                .containsEntry("migrations of notification-service", "OK")
                .containsEntry("secrets of webhook-ingest", "OK")
                .containsEntry("issuer of tokens", "OK")
                .containsEntry("front door", "OK")
                .containsEntry("ramp-service", "OK")
                .containsEntry("clocks in step", "OK")
                .containsEntry("alert routes", "SKIPPED")
                .doesNotContainValue("FAILED");
    }

    @Test
    void oneHostForAllIsWellToo() {
        subscribe("PATCH", door + "/webhooks/killb");
        try {
            assertThat(states(doctor(settings(), "--try", "--front-door", door.toString())))
                    .containsEntry("webhook subscription", "OK")
                    .containsEntry("signed test delivery", "OK");
        } finally {
            subscribe("PATCH", ingest());
        }
    }

    @Test
    void theCheckoutThatItIsTypedInIsLookedThroughInProductionMode() throws Exception {
        Map<String, Map<String, String>> settings = settings();
        settings.values().forEach(service -> service.remove("PASARELA_MODE"));
        write(settings);
        Files.writeString(folder.resolve("rampservice.env"), "A=b\n");

        var result = operator.type("./pasarela doctor --settings " + folder);

        assertThat(result.exitCode()).as(result.out()).isEqualTo(1);
        assertThat(states(result))
                .containsEntry("no secret in git", "FAILED")
                .containsEntry("files of settings", "FAILED");
        assertThat(result.out()).contains("rampservice.env").doesNotContain("Exception:");
    }

    @Test
    void aFolderThatIsNotThereIsAMistakeAndNotNoSettings() {
        var result = operator.run("doctor", "--settings", "/no/such/folder");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no folder '/no/such/folder'");
    }

    @Test
    void whatIsBrokenIsNamedAndNothingElse() throws SQLException {
        Map<String, Map<String, String>> settings = settings();
        settings.get("ramp-service").put("QUARKUS_DATASOURCE_JDBC_URL", emptyDatabase());
        settings.get("notification-service").remove("PASARELA_NOTIFICATIONS_TICKET_SECRETS");
        settings.get("webhook-ingest").put("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", "not-the-provider's-key");
        provider("DELETE", "");
        try {

            var result = doctor(
                    settings,
                    "--try",
                    "--front-door",
                    door.toString(),
                    "--service",
                    "quote-service=http://127.0.0.1:9",
                    "--alertmanager",
                    "http://127.0.0.1:9");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(failed(result))
                    .containsExactlyInAnyOrder(
                            "migrations of ramp-service",
                            "one database for each service",
                            "secrets of notification-service",
                            "signed test delivery",
                            "webhook subscription",
                            "quote-service",
                            "alert routes");
            assertThat(result.out())
                    .contains("answered 401", "POST /api/v2/webhooks with url " + door + "/webhooks/killb")
                    .doesNotContain("not-the-provider's-key");
        } finally {
            subscribe("POST", ingest());
        }
    }

    @Test
    void aSandboxIsNotReadyForProduction() {
        Map<String, Map<String, String>> settings = settings();
        settings.values().forEach(service -> service.put("PASARELA_MODE", "production"));
        settings.get("ramp-service").put("PASARELA_PROVIDERS_KILLB_PASSWORD", "wrong-altogether");

        var result = doctor(settings);

        assertThat(failed(result))
                .contains(
                        "provider over https",
                        "login over https",
                        "Kafka over TLS",
                        "PostgreSQL over TLS",
                        "secrets of quote-service",
                        "secrets of ramp-service",
                        "secrets of notification-service",
                        "no secret in git",
                        "topic " + Topics.RAMPS);
        assertThat(result.out())
                .contains("PASARELA_RAMP_REPEATS_FINGERPRINT_SECRET is an example value")
                .contains("1 copies instead of 3")
                .doesNotContain(KillbSettings.DEFAULT.password());
    }

    /** As docs/go-live.md shows it, typed in the checkout. */
    @Test
    void theCommandOfTheDocumentWorks() throws Exception {
        String line = DocumentsTest.commands("docs/go-live.md").findFirst().orElseThrow();
        String settings = system.sandbox().options().data().resolve("settings").toString();

        var result = operator.type(line.replace(".pasarela/settings", settings));

        assertThat(line).isEqualTo("./pasarela doctor --settings .pasarela/settings");
        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(result.out()).contains("0 of ");
    }

    /** Every row that the page names is one that is printed. */
    @Test
    void thePageNamesRowsAndTestsThatThereAre() throws IOException {
        var printed = states(doctor(settings(), "--try", "--front-door", door.toString()))
                .keySet();
        String page = Files.readString(SandboxOptions.enclosingCheckout().resolve("docs/go-live.md"));

        assertThat(Pattern.compile("doctor: ([^|·]+)").matcher(page).results().toList())
                .hasSizeGreaterThan(15)
                .allSatisfy(named ->
                        assertThat(List.of(named.group(1).strip().split(", "))).isSubsetOf(printed));
    }

    /** A folder of settings as an operator has it. */
    private Operator.Result doctor(Map<String, Map<String, String>> settings, String... arguments) {
        write(settings);
        List<String> all = new ArrayList<>(List.of(
                "doctor",
                "--settings",
                folder.toString(),
                "--repository",
                SandboxOptions.enclosingCheckout().toString()));
        all.addAll(List.of(arguments));
        return operator.run(all.toArray(String[]::new));
    }

    private void write(Map<String, Map<String, String>> settings) {
        settings.forEach((service, variables) -> IngestService.write(
                folder.resolve(service + ".env"),
                variables.entrySet().stream()
                        .map(variable -> variable.getKey() + "=" + variable.getValue() + "\n")
                        .collect(Collectors.joining())));
    }

    private Map<String, Map<String, String>> settings() {
        Map<String, Map<String, String>> settings = new HashMap<>();
        SERVICES.forEach(
                service -> settings.put(service, new TreeMap<>(system.sandbox().environment(service))));
        return settings;
    }

    private static Map<String, String> states(Operator.Result result) {
        return ROW.matcher(result.out()).results().collect(Collectors.toMap(row -> row.group(2), row -> row.group(1)));
    }

    private static List<String> failed(Operator.Result result) {
        return states(result).entrySet().stream()
                .filter(row -> row.getValue().equals("FAILED"))
                .map(Map.Entry::getKey)
                .toList();
    }

    private String ingest() {
        return "http://127.0.0.1:%d/webhooks/killb"
                .formatted(system.sandbox().options().ports().webhookIngest());
    }

    private void subscribe(String method, String url) {
        String secret =
                system.sandbox().environment("webhook-ingest").get("PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE");
        provider(method, """
                {"url":"%s","secret":"%s","active":true,"events":["RAMP","USER","ACCOUNT","TRANSACTION"]}
                """.formatted(url, secret));
    }

    /** By the provider's own calls, as somebody who goes live makes them. */
    private void provider(String method, String body) {
        Gateway provider = system.simulator().api();
        var answer = provider.send(provider.request("/api/v2/webhooks")
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body)));
        assertThat(answer.status()).isLessThan(300);
    }

    private String emptyDatabase() throws SQLException {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute("drop database if exists doctor with (force)");
            statement.execute("create database doctor owner ramp");
        }
        return system.sandbox().jdbcUrl("doctor");
    }
}
