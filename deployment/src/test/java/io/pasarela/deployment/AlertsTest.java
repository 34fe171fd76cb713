package io.pasarela.deployment;

import static io.pasarela.deployment.Rendered.stream;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Alerts ring when they should, look at what is told, and say where to read on. What the services tell is MetricsIT's. */
class AlertsTest {
    private static final Path RUNBOOKS = Rendered.ROOT.resolve("docs/runbooks");
    private static final Path COPY = Rendered.ROOT.resolve("compose/prometheus/rules.yaml");
    private static final Path PAGE = Rendered.ROOT.resolve("docs/metrics.md");
    private static final Path DASHBOARD = Rendered.ROOT.resolve("compose/grafana/dashboards/money.json");
    private static final Pattern METRIC = Pattern.compile("\\b([a-z]+(?:_[a-zA-Z]+)+|up)(?=[{\\[) ])");
    private static final Pattern NAMED = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final ObjectMapper YAML = new YAMLMapper();

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
        assertThat(metrics(alert.path("expr").asText())).isNotEmpty().isSubsetOf(documented());
    }

    @Test
    void theDashboardLooksAtMetricsThatExist() throws IOException {
        List<String> expressions =
                new ObjectMapper().readTree(DASHBOARD.toFile()).findValuesAsText("expr");

        assertThat(expressions)
                .hasSizeGreaterThan(10)
                .allSatisfy(expression -> assertThat(metrics(expression))
                        .as(expression)
                        .isNotEmpty()
                        .isSubsetOf(documented()));
    }

    /** What makes each alert ring, and what does not, as promtool sees it. */
    @Test
    void alertsRingWhenTheyShouldAndOnlyThen(@TempDir Path folder) throws IOException, InterruptedException {
        JsonNode cases = YAML.readTree(AlertsTest.class.getResourceAsStream("/alerts.yaml"));
        ArrayNode tests = YAML.createArrayNode();
        alerts().forEach(alert -> {
            JsonNode it = cases.path(alert.path("alert").asText());
            tests.add(test(alert, it, "rings")).add(test(alert, it, "silent"));
        });
        assertThat(cases.size()).isEqualTo(alerts().count());
        ObjectNode file = YAML.createObjectNode();
        file.putArray("rule_files").add(COPY.toString());
        file.put("evaluation_interval", "1m").set("tests", tests);
        Path written = folder.resolve("alerts.test.yaml");
        YAML.writeValue(written.toFile(), file);

        Process promtool = new ProcessBuilder("promtool", "test", "rules", written.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    private static ObjectNode test(JsonNode alert, JsonNode it, String which) {
        assertThat(it.path(which).size()).as(alert.path("alert").asText()).isPositive();
        ObjectNode test = YAML.createObjectNode();
        test.put("interval", "1m").put("name", alert.path("alert").asText() + " " + which);
        ArrayNode series = test.putArray("input_series");
        it.path(which)
                .properties()
                .forEach(one -> series.addObject()
                        .put("series", one.getKey())
                        .put("values", one.getValue().asText()));
        ObjectNode expected = test.putArray("alert_rule_test").addObject();
        expected.put("alertname", alert.path("alert").asText())
                .put("eval_time", it.path("after").asText("25m"));
        ArrayNode rings = expected.putArray("exp_alerts");
        if (which.equals("rings")) {
            ObjectNode ring = rings.addObject();
            ObjectNode labels = ring.putObject("exp_labels");
            it.path("labels").properties().forEach(label -> labels.set(label.getKey(), label.getValue()));
            labels.set("severity", alert.at("/labels/severity"));
            ring.set("exp_annotations", alert.path("annotations"));
        }
        return test;
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

    /** Those that an expression names. */
    private static Set<String> metrics(String expression) {
        return METRIC.matcher(expression)
                .results()
                .map(found -> found.group(1))
                .map(metric -> metric.replaceFirst("_(count|sum|bucket|max)$", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> documented() {
        return NAMED.matcher(Settings.read(PAGE))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
