package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What the manifests tell a service is what it reads, and all that it needs. */
class ManifestSettingsTest {
    private static final Rendered PRODUCTION = Rendered.production();

    /** KillB's, for one API user in production (docs/providers-resilience.md). */
    private static final int REQUESTS_PER_SECOND_MAX = 50;

    private static final int BURST_MAX = 100;

    /** A variable of the sandbox's that an installation has another one for, or none. */
    private static final Map<String, String> INSTEAD = Map.of(
            "QUARKUS_OTEL_SDK_DISABLED", "PASARELA_TRACING_DISABLED",
            "PASARELA_PROVIDERS_KILLB_PASSWORD", "PASARELA_PROVIDERS_KILLB_PASSWORD_FILE",
            "PASARELA_WEBHOOKS_KILLB_KEYS_CURRENT_VALUE", "PASARELA_WEBHOOKS_KILLB_KEY_DIRECTORY");

    @SuppressWarnings("unused")
    private static final java.util.List<String> SERVICES = Settings.SERVICES;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everySettingOfOursIsRead(String service) {
        assertThat(environment(PRODUCTION, service).keySet())
                .filteredOn(variable -> variable.startsWith("PASARELA_"))
                .isNotEmpty()
                .allSatisfy(variable ->
                        assertThat(Settings.isRead(variable)).as(variable).isTrue());
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void everyContainerOfAServiceIsToldWhatItDoesNotStartWithout(String service) {
        var pod = PRODUCTION.only("Deployment", service).at("/spec/template/spec");
        assertThat(Stream.of("containers", "initContainers").flatMap(kind -> stream(pod.path(kind))))
                .isNotEmpty()
                .allSatisfy(container -> assertThat(Settings.required(service).stream()
                                .map(variable -> INSTEAD.getOrDefault(variable, variable)))
                        .isNotEmpty()
                        .isSubsetOf(environment(PRODUCTION, container).keySet()));
    }

    @Test
    void whatTheSandboxTellsTheServicesAnInstallationTellsThemToo() {
        var told = new TreeSet<String>();
        Settings.SERVICES.forEach(
                service -> told.addAll(environment(PRODUCTION, service).keySet()));

        assertThat(Settings.toldBySandbox().stream().map(variable -> INSTEAD.getOrDefault(variable, variable)))
                .isNotEmpty()
                .isSubsetOf(told);
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void probesAndServicesMeetThePortsOnWhichTheServiceListens(String service) {
        JsonNode container = PRODUCTION.only("Deployment", service).at("/spec/template/spec/containers/0");
        String http = environment(PRODUCTION, service).get("QUARKUS_HTTP_PORT");

        assertThat(port(container, "http")).isEqualTo(Integer.parseInt(http));
        assertThat(PRODUCTION.only("Service", service).at("/spec/ports/0/port").asInt())
                .isEqualTo(Integer.parseInt(http));
        for (String probe : new String[] {"startupProbe", "readinessProbe", "livenessProbe"}) {
            assertThat(port(
                            container,
                            container.at("/" + probe + "/httpGet/port").asText()))
                    .as(probe)
                    .isEqualTo(Settings.managementPort(service));
        }
    }

    @Test
    void allReplicasTogetherKeepToTheProvidersRate() {
        int most = PRODUCTION
                        .only("HorizontalPodAutoscaler", "quote-service")
                        .at("/spec/maxReplicas")
                        .asInt()
                + PRODUCTION
                        .only("ScaledObject", "ramp-service")
                        .at("/spec/maxReplicaCount")
                        .asInt();

        for (String service : new String[] {"quote-service", "ramp-service"}) {
            var told = environment(PRODUCTION, service);
            assertThat(most * Integer.parseInt(told.get("PASARELA_PROVIDERS_KILLB_RATE_PER_SECOND")))
                    .isLessThanOrEqualTo(REQUESTS_PER_SECOND_MAX);
            assertThat(most * Integer.parseInt(told.get("PASARELA_PROVIDERS_KILLB_RATE_BURST")))
                    .isLessThanOrEqualTo(BURST_MAX);
        }
    }

    @Test
    void addressesAreThoseThatTheOperatorsGive() {
        JsonNode listener = PRODUCTION.only("Kafka", "pasarela").at("/spec/kafka/listeners/0");

        assertThat(environment(PRODUCTION, "ramp-service").get("KAFKA_BOOTSTRAP_SERVERS"))
                .isEqualTo("pasarela-kafka-bootstrap:" + listener.path("port").asInt());
        assertThat(PRODUCTION.kind("Cluster").map(Rendered::name)).allSatisfy(database -> {
            var told = environment(PRODUCTION, database.replace("-db", "-service"));
            assertThat(told.get("QUARKUS_DATASOURCE_REACTIVE_URL"))
                    .startsWith("postgresql://%s-rw:5432/".formatted(database))
                    .endsWith("?sslmode=verify-full");
            assertThat(told.get("QUARKUS_DATASOURCE_JDBC_URL"))
                    .startsWith("jdbc:postgresql://%s-rw:5432/".formatted(database))
                    .contains("sslmode=verify-full");
        });
    }

    @Test
    void productionIsProductionAndTheLocalOverlaySaysThatItIsNot() {
        assertThat(Settings.SERVICES).allSatisfy(service -> {
            assertThat(environment(PRODUCTION, service)).containsEntry("PASARELA_MODE", "production");
            assertThat(environment(Rendered.local(), service)).containsEntry("PASARELA_MODE", "sandbox");
        });
        assertThat(Set.copyOf(environment(PRODUCTION, "quote-service").values()))
                .noneMatch(value -> value.startsWith("http://") && value.contains("example"));
    }

    /** Names with values, or with {@code (secret)}. */
    private static Map<String, String> environment(Rendered rendered, String service) {
        return environment(rendered, rendered.only("Deployment", service).at("/spec/template/spec/containers/0"));
    }

    private static Map<String, String> environment(Rendered rendered, JsonNode container) {
        var variables = new TreeMap<String, String>();
        stream(container.path("envFrom"))
                .map(source -> source.at("/configMapRef/name").asText())
                .flatMap(map -> rendered.only("ConfigMap", map).path("data").properties().stream())
                .forEach(entry -> variables.put(entry.getKey(), entry.getValue().asText()));
        stream(container.path("env"))
                .forEach(entry -> variables.put(
                        entry.path("name").asText(), entry.path("value").asText("(secret)")));
        return variables;
    }

    private static int port(JsonNode container, String name) {
        return stream(container.path("ports"))
                .filter(port -> port.path("name").asText().equals(name))
                .mapToInt(port -> port.path("containerPort").asInt())
                .findFirst()
                .orElseThrow();
    }
}
