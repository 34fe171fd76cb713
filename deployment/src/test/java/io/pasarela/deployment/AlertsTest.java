package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts look at what the services really tell, and each says where to read on. */
class AlertsTest {
    private static final Path RUNBOOKS = Rendered.ROOT.resolve("docs/runbooks");
    private static final Path COPY = Rendered.ROOT.resolve("compose/prometheus/rules.yaml");
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-zA-Z]+)+)(?=[{\\[) ])");
    private static final Pattern OURS = Pattern.compile("\"(pasarela\\.[a-z.]+)\"");

    /** Told by the framework, by Strimzi's exporter and by CloudNativePG. */
    private static final Set<String> THEIRS = Set.of(
            "http_server_requests_seconds_count",
            "ft_circuitbreaker_state_current",
            "kafka_consumergroup_lag",
            "kafka_topic_partition_current_offset",
            "kafka_topic_partition_oldest_offset",
            "kafka_topic_partition_under_replicated_partition",
            "cnpg_pg_replication_streaming_replicas",
            "cnpg_pg_replication_in_recovery");

    static Stream<JsonNode> alerts() {
        return stream(rules().at("/spec/groups")).flatMap(group -> stream(group.path("rules")));
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertHasAPageThatSaysWhatToDo(JsonNode alert) {
        String page = alert.at("/annotations/runbook_url").asText();

        assertThat(page).matches("https://.*/docs/runbooks/[a-z-]+\\.md");
        assertThat(RUNBOOKS.resolve(page.substring(page.lastIndexOf('/') + 1)))
                .content()
                .startsWith("# " + alert.path("alert").asText() + "\n")
                .contains("**What it means.**", "**Look at.**", "**Do.**");
        assertThat(alert.at("/labels/severity").asText()).isIn("critical", "warning");
        assertThat(alert.at("/annotations/summary").asText()).endsWith(".");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void anAlertLooksAtMetricsThatExist(JsonNode alert) {
        List<String> metrics = METRIC.matcher(alert.path("expr").asText())
                .results()
                .map(found -> found.group(1))
                .toList();
        Set<String> told = told();

        assertThat(metrics)
                .allSatisfy(metric -> assertThat(THEIRS.contains(metric)
                                || told.contains(metric.replaceFirst("_(total|count|sum|bucket)$", "")))
                        .as(metric)
                        .isTrue());
        assertThat(metrics.isEmpty() ? List.of("up") : metrics).isNotEmpty();
    }

    @Test
    void noPageIsLeftOverFromAnAlertThatIsGone() throws IOException {
        Set<String> linked = alerts().map(
                        alert -> alert.at("/annotations/runbook_url").asText())
                .map(page -> page.substring(page.lastIndexOf('/') + 1))
                .collect(Collectors.toSet());

        try (Stream<Path> pages = Files.list(RUNBOOKS)) {
            assertThat(pages.map(page -> page.getFileName().toString()).filter(page -> !page.equals("README.md")))
                    .containsExactlyInAnyOrderElementsOf(linked);
        }
    }

    @Test
    void prometheusInComposeRingsForTheSame() throws IOException {
        String expected =
                "# Written from k8s/components/observability/rules.yaml: ./pasarela test -Dpasarela.docs.write=true\n"
                        + YAMLMapper.builder()
                                .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                .disable(YAMLGenerator.Feature.SPLIT_LINES)
                                .build()
                                .writerWithDefaultPrettyPrinter()
                                .writeValueAsString(rules().path("spec"));
        if (Boolean.getBoolean("pasarela.docs.write")) {
            Files.writeString(COPY, expected);
        }

        assertThat(COPY).content().isEqualTo(expected);
    }

    private static JsonNode rules() {
        return Rendered.production().only("PrometheusRule", "pasarela");
    }

    /** Metrics named in our code, as Prometheus writes them. */
    private static Set<String> told() {
        return Stream.concat(Settings.SERVICES.stream(), Stream.of("providers", "gateway"))
                .flatMap(module -> Settings.sourcesOf(module, ".java"))
                .flatMap(source -> OURS.matcher(source).results().map(found -> found.group(1)))
                .map(name -> name.replace('.', '_'))
                .flatMap(name -> Stream.of(name, name + "_seconds"))
                .collect(Collectors.toSet());
    }
}
