package io.pasarela.operations.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.operations.doctor.Http.Answer;
import io.pasarela.operations.terminal.Failures;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What runs is reachable and well, and somebody hears it when it is not. */
final class WatchChecks {

    /** The groups of our rules begin with it. */
    private static final String OURS = "pasarela-";

    private static final String TEST_ALERT = "PasarelaDoctor";
    private static final Duration RINGS_FOR = Duration.ofMinutes(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final int LOOKS = 20;

    private final Settings settings;
    private final Http http;

    WatchChecks(Settings settings, Http http) {
        this.settings = settings;
        this.http = http;
    }

    Row logIn() {
        String what = "issuer of tokens";
        Optional<String> issuer = settings.value("QUARKUS_OIDC_AUTH_SERVER_URL");
        if (issuer.isEmpty()) {
            return Row.skipped(what, "QUARKUS_OIDC_AUTH_SERVER_URL is not set");
        }
        Answer answer = http.get("issuer", URI.create(issuer.get() + "/.well-known/openid-configuration"));
        String keys = answer.body().path("jwks_uri").asText();
        return answer.status() == 200 && !keys.isEmpty()
                ? Row.ok(what, "publishes its keys at " + keys)
                : Row.failed(
                        what,
                        "answered %d for its configuration".formatted(answer.status()),
                        "QUARKUS_OIDC_AUTH_SERVER_URL is the address before /.well-known/openid-configuration");
    }

    Row frontDoor(@Nullable URI door) {
        String what = "front door";
        if (door == null) {
            return Row.skipped(what, "--front-door says where it is");
        }
        Answer answer = http.get("front door", URI.create(door + "/api/v2/ramps"));
        return answer.status() == 401 && answer.body().path("code").asText().equals("UNAUTHENTICATED")
                ? Row.ok(what, "leads to ramp-service, which wants a token")
                : Row.failed(
                        what,
                        answer.status() == 401
                                ? "answered 401, but not in ramp-service's words"
                                : "answered %d without a token instead of 401".formatted(answer.status()),
                        "see its routes and certificate");
    }

    List<Row> services(Map<String, URI> addresses) {
        List<Row> rows = new ArrayList<>();
        new TreeMap<>(addresses).forEach((name, uri) -> {
            Answer answer;
            try {
                answer = http.get(name, URI.create(uri + "/q/health/ready"));
            } catch (UncheckedIOException e) {
                rows.add(Row.failed(
                        name, Failures.sentence(e), "see whether it runs there, and whether it lets this machine in"));
                return;
            }
            List<String> down = new ArrayList<>();
            answer.body().path("checks").forEach(check -> {
                if (!check.path("status").asText().equals("UP")) {
                    down.add(check.path("name").asText());
                }
            });
            rows.add(
                    answer.status() == 200
                            ? Row.ok(name, "ready")
                            : Row.failed(
                                    name,
                                    "not ready: "
                                            + (down.isEmpty() ? "answers " + answer.status() : String.join(", ", down)),
                                    "see its log, and what it names"));
        });
        return rows.isEmpty() ? List.of(Row.skipped("services", "--service NAME=URL says where one is")) : rows;
    }

    Row rules(@Nullable URI prometheus) {
        String what = "alert rules";
        if (prometheus == null) {
            return Row.skipped(what, "--prometheus says where it is");
        }
        int rules = 0;
        for (JsonNode group : http.get("Prometheus", URI.create(prometheus + "/api/v1/rules"))
                .body()
                .at("/data/groups")) {
            rules += group.path("name").asText().startsWith(OURS)
                    ? group.path("rules").size()
                    : 0;
        }
        int receivers = http.get("Prometheus", URI.create(prometheus + "/api/v1/alertmanagers"))
                .body()
                .at("/data/activeAlertmanagers")
                .size();
        if (rules == 0) {
            return Row.failed(what, "none of ours is loaded", "load k8s/components/observability/rules.yaml");
        }
        return receivers == 0
                ? Row.failed(
                        what,
                        "%d loaded, and no Alertmanager hears them".formatted(rules),
                        "tell Prometheus its Alertmanager")
                : Row.ok(what, "%d loaded, %d Alertmanagers".formatted(rules, receivers));
    }

    /** @param trying whether to send an alert, which whoever is on duty is told of */
    Row routes(@Nullable URI alertmanager, boolean trying) throws InterruptedException {
        String what = "alert routes";
        if (alertmanager == null) {
            return Row.skipped(what, "--alertmanager says where it is");
        }
        if (!trying) {
            Answer answer = http.get("Alertmanager", URI.create(alertmanager + "/api/v2/receivers"));
            return answer.status() == 200 && answer.body().size() > 0
                    ? Row.ok(
                            what,
                            "%d receivers; --try sends an alert"
                                    .formatted(answer.body().size()))
                    : Row.failed(
                            what,
                            "Alertmanager answers %d".formatted(answer.status()),
                            "give it a receiver and a route");
        }
        Instant now = Instant.now();
        Answer sent = http.post("Alertmanager", URI.create(alertmanager + "/api/v2/alerts"), """
                [{"labels": {"alertname": "%s", "severity": "critical"},
                  "annotations": {"summary": "A test by ./pasarela doctor. Nothing is wrong."},
                  "startsAt": "%s", "endsAt": "%s"}]
                """.formatted(
                        TEST_ALERT, now, now.plus(RINGS_FOR)));
        for (int look = 0; look < LOOKS && sent.status() == 200; look++) {
            Optional<String> receiver = receiver(alertmanager);
            if (receiver.isPresent()) {
                return Row.ok(what, "a critical alert goes to %s: ask there".formatted(receiver.get()));
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return Row.failed(
                what, "the test alert reached no receiver", "see the routes of Alertmanager for severity=critical");
    }

    private Optional<String> receiver(URI alertmanager) {
        String filter = URLEncoder.encode("alertname=\"%s\"".formatted(TEST_ALERT), StandardCharsets.UTF_8);
        JsonNode alert = http.get("Alertmanager", URI.create(alertmanager + "/api/v2/alerts?filter=" + filter))
                .body()
                .path(0);
        return Optional.of(alert.at("/receivers/0/name").asText()).filter(name -> !name.isEmpty());
    }
}
