package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.sandbox.killb.KillbSettings;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** docker-compose.yml, held against what the services declare. */
class ComposeTest {
    private static final JsonNode COMPOSE =
            new ObjectMapper().valueToTree(new Yaml().load(Settings.read(Rendered.ROOT.resolve("docker-compose.yml"))));
    private static final Pattern ASKED = Pattern.compile("\\$\\{([A-Z_]+)(:\\?[^}]+)?}");

    /** Nothing can be asked inside these two: one has no program but its own, the other is looked at by people. */
    private static final Set<String> WITHOUT_HEALTH = Set.of("otel-collector", "grafana");

    /** Writes its configuration beside its program. */
    private static final Set<String> WRITABLE = Set.of("kafka");

    record Container(String name, JsonNode told) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Container> containers() {
        return COMPOSE.path("services").properties().stream()
                .map(entry -> new Container(entry.getKey(), entry.getValue()));
    }

    static Stream<Container> services() {
        return containers().filter(container -> Settings.SERVICES.contains(container.name()));
    }

    /** Those that migrate, too. */
    static Stream<Container> ofServices() {
        return containers().filter(container -> Settings.SERVICES.contains(service(container)));
    }

    private static String service(Container container) {
        return container.told().path("image").asText().replaceFirst("pasarela/(.*):dev", "$1");
    }

    @ParameterizedTest
    @MethodSource("ofServices")
    void everyContainerOfAServiceIsToldWhatItDoesNotStartWithout(Container container) {
        assertThat(names(container)).containsAll(Settings.required(service(container)));
    }

    @Test
    void theWholeSystemIsThere() {
        assertThat(containers().map(Container::name))
                .containsAll(Settings.SERVICES)
                .contains(
                        "front-door",
                        "sandbox",
                        "kafka",
                        "redis",
                        "ramp-db",
                        "notification-db",
                        "otel-collector",
                        "prometheus",
                        "grafana");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void aContainerHasBoundsAndNoRights(Container container) {
        JsonNode told = container.told();

        assertThat(told.path("mem_limit").asText()).as("mem_limit").isNotEmpty();
        assertThat(told.path("cpus").asText()).as("cpus").isNotEmpty();
        assertThat(told.path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
        assertThat(told.path("security_opt").toString()).contains("no-new-privileges:true");
        assertThat(told.path("read_only").asBoolean()).isEqualTo(!WRITABLE.contains(container.name()));
        assertThat(told.has("privileged") || told.has("network_mode") || told.has("pid"))
                .isFalse();
        assertThat(told.path("image").asText()).matches("[a-z0-9/-]+:(?!latest$)[a-z0-9.]+");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void whatRunsOnIsAskedHowItIsAndStartsWhenItsNeighboursAreWell(Container container) {
        boolean runsOnce = container.told().path("restart").asText().equals("no");

        assertThat(container.told().has("healthcheck"))
                .isEqualTo(!runsOnce && !WITHOUT_HEALTH.contains(container.name()));
        assertThat(container.told().path("depends_on").properties()).allSatisfy(neighbour -> {
            boolean ends = COMPOSE.at("/services/" + neighbour.getKey() + "/restart")
                    .asText()
                    .equals("no");
            assertThat(neighbour.getValue().path("condition").asText())
                    .as(neighbour.getKey())
                    .isEqualTo(ends ? "service_completed_successfully" : "service_healthy");
        });
    }

    @ParameterizedTest
    @MethodSource("containers")
    void nothingIsMountedFromOutsideTheRepository(Container container) {
        assertThat(stream(container.told().path("volumes")).map(JsonNode::asText))
                .allSatisfy(volume -> {
                    String source = volume.substring(0, volume.indexOf(':'));
                    if (source.startsWith("./")) {
                        assertThat(Rendered.ROOT.resolve(source)).exists();
                        assertThat(volume).endsWith(":ro");
                    } else {
                        assertThat(COMPOSE.path("volumes").has(source))
                                .as(volume)
                                .isTrue();
                    }
                });
    }

    @ParameterizedTest
    @MethodSource("containers")
    void portsAreOpenOnThisMachineOnly(Container container) {
        assertThat(stream(container.told().path("ports")).map(JsonNode::asText))
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void noSecretStandsInTheFile(Container container) {
        assertThat(container.told().path("environment").properties())
                .filteredOn(variable -> PodRules.isSecret(variable.getKey()))
                .allSatisfy(variable -> assertThat(variable.getValue().asText())
                        .as(variable.getKey())
                        .satisfiesAnyOf(
                                value -> assertThat(value).matches(".*\\$\\{[A-Z_]+:\\?see \\.env\\.example}.*"),
                                // Published, and good for the simulator only.
                                value -> assertThat(value).isEqualTo(KillbSettings.DEFAULT.password())));
    }

    @Test
    void theExampleNamesEveryVariableAndGivesNoValue() {
        Set<String> asked = ASKED.matcher(Settings.read(Rendered.ROOT.resolve("docker-compose.yml")))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> offered = Settings.read(Rendered.ROOT.resolve(".env.example"))
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();

        assertThat(offered).allSatisfy(line -> assertThat(line).matches("[A-Z_]+="));
        assertThat(offered.stream().map(line -> line.replace("=", ""))).containsExactlyInAnyOrderElementsOf(asked);
        assertThat(Settings.read(Rendered.ROOT.resolve(".gitignore"))).contains("\n.env");
        assertThat(Files.exists(Rendered.ROOT.resolve(".dockerignore"))).isTrue();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsToldWhatItReads(Container service) {
        Set<String> told = names(service);

        assertThat(told)
                .filteredOn(variable -> variable.startsWith("PASARELA_"))
                .allSatisfy(variable ->
                        assertThat(Settings.isRead(variable)).as(variable).isTrue());
        assertThat(told.containsAll(Set.of("QUARKUS_DATASOURCE_REACTIVE_URL", "QUARKUS_DATASOURCE_JDBC_URL")))
                .isEqualTo(Settings.declares(service.name(), "quarkus.flyway."));
    }

    @Test
    void whatTheSandboxTellsTheServicesComposeTellsThemToo() {
        Set<String> told =
                services().flatMap(service -> names(service).stream()).collect(Collectors.toSet());

        assertThat(Settings.toldBySandbox().stream()
                        .map(variable ->
                                variable.equals("QUARKUS_OTEL_SDK_DISABLED") ? "PASARELA_TRACING_DISABLED" : variable))
                .isNotEmpty()
                .isSubsetOf(told);
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsBuiltFromTheOneDockerfileAndAskedOnItsOwnPort(Container service) {
        assertThat(service.told().path("image").asText()).isEqualTo("pasarela/%s:dev".formatted(service.name()));
        assertThat(service.told().at("/build/args/SERVICE").asText()).isEqualTo(service.name());
        assertThat(service.told().at("/build/target").asText()).isEqualTo("service");
        assertThat(service.told().at("/healthcheck/test").toString())
                .contains(
                        "/dev/tcp/127.0.0.1/%d ".formatted(Settings.managementPort(service.name())), "/q/health/ready");
        assertThat(service.told().path("stop_grace_period").asText())
                .isEqualTo("30s")
                .satisfies(
                        _ -> assertThat(Settings.drainSeconds(service.name())).isLessThanOrEqualTo(20));
    }

    @Test
    void theLocalOverlayStartsTheSameImages() {
        Set<String> built = containers()
                .filter(container -> container.told().has("build"))
                .map(container -> container.told().path("image").asText())
                .collect(Collectors.toSet());

        assertThat(PodRules.workloads(Rendered.local()).values().stream()
                        .flatMap(PodRules::containersOf)
                        .map(container -> container.path("image").asText())
                        .filter(image -> image.startsWith("pasarela/")))
                .isNotEmpty()
                .allMatch(built::contains);
    }

    @Test
    void kafkaIsTheSameInBoth() {
        assertThat(COMPOSE.at("/services/kafka/image").asText())
                .endsWith(":"
                        + Rendered.production()
                                .only("Kafka", "pasarela")
                                .at("/spec/kafka/version")
                                .asText());
    }

    @Test
    void prometheusReadsEveryServiceUnderItsName() {
        JsonNode prometheus = new ObjectMapper()
                .valueToTree(
                        new Yaml().load(Settings.read(Rendered.ROOT.resolve("compose/prometheus/prometheus.yaml"))));
        Map<String, String> jobs = stream(prometheus.path("scrape_configs"))
                .collect(Collectors.toMap(
                        job -> job.path("job_name").asText(),
                        job -> job.at("/static_configs/0/targets/0").asText()));

        assertThat(jobs)
                .isEqualTo(Settings.SERVICES.stream()
                        .collect(Collectors.toMap(
                                service -> service, service -> service + ":" + Settings.managementPort(service))));
    }

    private static Set<String> names(Container container) {
        return SystemRules.fields(container.told().path("environment")).collect(Collectors.toSet());
    }
}
