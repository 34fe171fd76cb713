package io.pasarela.operations.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.operations.doctor.Http.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The provider knows us, and delivers webhooks to where they are taken. KillB's own calls (docs.killb.com, api-reference/webhook). */
final class ProviderChecks {

    private static final String WHOSE = "provider";
    private static final Set<String> EVENTS = Set.of("RAMP", "USER", "ACCOUNT");

    private final Settings settings;
    private final Http http;
    private final @Nullable URI deliveries;

    /** @param deliveries where the provider reaches us; null when nobody said so */
    ProviderChecks(Settings settings, Http http, @Nullable URI deliveries) {
        this.settings = settings;
        this.http = http;
        this.deliveries = deliveries;
    }

    List<Row> rows() {
        String logIn = "provider log-in";
        String subscription = "webhook subscription";
        Optional<String> url = settings.value("PASARELA_PROVIDERS_KILLB_URL");
        Optional<String> email = settings.secret(Settings.QUOTE, "PASARELA_PROVIDERS_KILLB_EMAIL");
        Optional<String> password = settings.secret(Settings.QUOTE, "PASARELA_PROVIDERS_KILLB_PASSWORD");
        if (url.isEmpty() || email.isEmpty() || password.isEmpty()) {
            String why = "PASARELA_PROVIDERS_KILLB_URL, _EMAIL or _PASSWORD is not set, or not to be seen from here";
            return List.of(Row.skipped(logIn, why), Row.skipped(subscription, why));
        }
        List<Row> rows = new ArrayList<>();
        Answer answer = http.post(
                WHOSE,
                URI.create(url.get() + "/api/v2/auth/login"),
                Http.JSON
                        .createObjectNode()
                        .put("email", email.get())
                        .put("password", password.get())
                        .toString());
        String token = answer.body().path("accessToken").asText();
        if (token.isEmpty()) {
            rows.add(
                    Row.failed(
                            logIn,
                            "answered " + answer.status(),
                            "look at PASARELA_PROVIDERS_KILLB_EMAIL and _PASSWORD; do not repeat this often, or the account is locked"));
            rows.add(Row.skipped(subscription, "without a log-in it cannot be read"));
            return rows;
        }
        rows.add(Row.ok(logIn, "accepted by " + URI.create(url.get()).getHost()));
        rows.add(subscription(
                subscription,
                http.get(WHOSE, URI.create(url.get() + "/api/v2/webhooks"), "Authorization", "Bearer " + token)));
        return rows;
    }

    private Row subscription(String what, Answer answer) {
        if (answer.status() != 200) {
            return Row.failed(
                    what,
                    "there is none (%d)".formatted(answer.status()),
                    "register it at the provider: POST /api/v2/webhooks with url %s, the secret and the events %s"
                            .formatted(wanted().orElse("https://…/webhooks/killb"), new TreeSet<>(EVENTS)));
        }
        JsonNode told = answer.body();
        List<String> faults = new ArrayList<>();
        String url = told.path("url").asText();
        if (wanted().filter(address -> !address.equals(url)).isPresent()) {
            faults.add("it points to %s and not to %s".formatted(url, wanted().get()));
        } else if (!settings.isSandbox() && !url.startsWith("https://")) {
            faults.add("it points to %s, which is not https".formatted(url));
        }
        if (!told.path("active").asBoolean()) {
            faults.add("it is not active");
        }
        Set<String> missing = new TreeSet<>(EVENTS);
        told.path("events").forEach(event -> missing.remove(event.asText()));
        if (!missing.isEmpty()) {
            faults.add("it lacks the events %s".formatted(missing));
        }
        return faults.isEmpty()
                ? Row.ok(
                        what,
                        url + (wanted().isEmpty() ? " (--webhooks or --front-door says whether that is right)" : ""))
                : Row.failed(
                        what,
                        String.join("; ", faults),
                        "correct it at the provider: PATCH /api/v2/webhooks with active, secret, events, url");
    }

    private Optional<String> wanted() {
        return Optional.ofNullable(deliveries).map(door -> door + "/webhooks/killb");
    }
}
