package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/metrics.md names exactly what the services tell. */
class MetricsIT {

    private static final Pattern ROW =
            Pattern.compile("\\| `([a-z_]+)` \\| ([^|]+) \\| ([^|]+) \\| (start|first) \\| ([^|]+) \\|");
    private static final Pattern SAMPLE =
            Pattern.compile("(?m)^([a-z][a-zA-Z0-9_]*?)(_bucket|_count|_sum|_max|_created)?[{ ].*$");

    /** Channels are switched on by a deployer, and the running system's are off; ChannelsIT looks at these. */
    private static final Pattern OF_CHANNELS = Pattern.compile("pasarela_deliver(ies|y)_.*");

    private final RunningSystem system = RunningSystem.get();

    @BeforeAll
    static void somebodyHasRamped() {
        var system = RunningSystem.get();
        var gateway = system.gateway();
        var user = system.newUser();
        var ramp = gateway.ramp(user, "metrics-" + user.userId());
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource({
        "webhook-ingest, webhook-ingest",
        "quote-service, quote-service | Calls of providers | Requests",
        "ramp-service, ramp-service | Calls of providers | Requests",
        "notification-service, notification-service | Requests"
    })
    void thePageNamesWhatAServiceTellsAndAServiceTellsWhatThePageNames(String service, String sections)
            throws IOException {
        Map<String, Row> documented = new LinkedHashMap<>();
        for (String section : sections.split(" \\| ")) {
            documented.putAll(rows(section));
        }
        Set<String> fromTheStart = documented.values().stream()
                .filter(row -> row.there().equals("start")
                        && !OF_CHANNELS.matcher(row.name()).matches())
                .map(Row::name)
                .collect(Collectors.toSet());

        eventually(() -> assertThat(told(service)).containsAll(fromTheStart));
        assertThat(told(service))
                .filteredOn(name -> name.startsWith("pasarela_"))
                .isSubsetOf(documented.keySet());
    }

    @Test
    void aJourneyIsSeenInWhatIsCountedFirst() {
        eventually(() -> assertThat(told("quote-service"))
                .contains(
                        "pasarela_quotations_total",
                        "pasarela_quotation_all_in_cost_bps",
                        "http_server_requests_seconds",
                        "kafka_consumer_fetch_manager_records_lag"));
        eventually(() -> assertThat(told("ramp-service"))
                .contains(
                        "pasarela_ramp_changes_total",
                        "pasarela_ramp_stage_seconds",
                        "pasarela_ramp_completed_amount_total",
                        "pasarela_provider_tries_total",
                        "kafka_consumer_fetch_manager_records_lag"));
        eventually(() -> assertThat(told("webhook-ingest"))
                .contains("pasarela_webhooks_total", "pasarela_webhook_acknowledgement_seconds"));
        assertThat(system.metrics("ramp-service")).contains("http_server_requests_seconds_bucket{", "le=\"0.25\"");
    }

    @Test
    void aUnitIsWhatTheNameSays() throws IOException {
        List<Row> rows = rows("").values().stream().toList();

        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> {
            assertThat(row.name().contains("_seconds"))
                    .as(row.name())
                    .isEqualTo(row.unit().startsWith("seconds"));
            assertThat(row.meaning()).as(row.name()).hasSizeGreaterThan(5);
        });
    }

    private record Row(String name, String unit, String there, String meaning) {}

    /** The metrics of a section of the page; of all of it when none is named. */
    private static Map<String, Row> rows(String section) throws IOException {
        String page = Files.readString(SandboxOptions.enclosingCheckout().resolve("docs/metrics.md"));
        String part = section.isEmpty()
                ? page
                : page.split("\n## " + section + "\n", 2)[1].split("\n## ", 2)[0];
        return ROW.matcher(part)
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(4), row.group(5)))
                .collect(Collectors.toMap(Row::name, row -> row, (one, _) -> one, LinkedHashMap::new));
    }

    private Set<String> told(String service) {
        return SAMPLE.matcher(system.metrics(service))
                .results()
                .map(sample -> sample.group(1))
                .collect(Collectors.toSet());
    }
}
