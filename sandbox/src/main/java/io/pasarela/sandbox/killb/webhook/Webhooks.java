package io.pasarela.sandbox.killb.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Run;
import io.pasarela.sandbox.killb.wire.Api;
import io.pasarela.sandbox.killb.wire.Call;
import io.pasarela.sandbox.killb.wire.ErrorCode;
import io.pasarela.sandbox.killb.wire.Fields;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The subscription API: one configuration per customer, so no id in any path. A second POST (409) and a GET without configuration
 * (404) are not documented.
 */
public final class Webhooks {
    private static final List<String> EVENTS =
            List.of("RAMP", "USER", "TRANSACTION", "ACCOUNT", "CUSTODIAL_ACCOUNT", "PAYOUT");

    private final Run run;
    private final String customerId;
    private @Nullable Subscription subscription;

    public Webhooks(Run run, String customerId, @Nullable Subscription subscription) {
        this.run = run;
        this.customerId = customerId;
        this.subscription = subscription;
    }

    public void routes(Api api) {
        api.on("POST /webhooks", 201, this::create);
        api.on("GET /webhooks", 200, _ -> existing().toJson());
        api.on("PATCH /webhooks", 200, this::update);
        api.on("DELETE /webhooks", 200, _ -> delete());
    }

    public @Nullable Subscription subscription() {
        return subscription;
    }

    private ObjectNode create(Call call) {
        ObjectNode body = call.body();
        Fields fields = Fields.of(body);
        String url = url(fields);
        String secret = fields.text("secret");
        List<String> events = events(fields);
        fields.check();
        if (subscription != null) {
            throw ErrorCode.WEBHOOK_EXISTS.with("url", subscription.url());
        }
        Subscription created =
                new Subscription(run.newId("webhook"), customerId, url, secret, events, true, run.now(), run.now());
        subscription = created;
        return created.toJson();
    }

    private ObjectNode update(Call call) {
        Fields fields = Fields.of(call.body());
        boolean active = fields.flag("active");
        String secret = fields.text("secret");
        List<String> events = events(fields);
        String url = fields.has("url") ? url(fields) : null;
        fields.check();
        Subscription old = existing();
        Subscription updated = new Subscription(
                old.id(),
                customerId,
                Objects.requireNonNullElse(url, old.url()),
                secret,
                events,
                active,
                old.createdAt(),
                run.now());
        subscription = updated;
        return updated.toJson();
    }

    private @Nullable JsonNode delete() {
        existing();
        subscription = null;
        return null;
    }

    private Subscription existing() {
        if (subscription == null) {
            throw ErrorCode.WEBHOOK_NOT_FOUND.error();
        }
        return subscription;
    }

    private static String url(Fields fields) {
        String url = fields.text("url");
        if (!url.isEmpty() && !isHttp(url)) {
            fields.problem("url", "must be a URL address");
        }
        return url;
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static List<String> events(Fields fields) {
        List<String> events =
                fields.list("events").stream().map(JsonNode::asText).distinct().toList();
        if (!EVENTS.containsAll(events)) {
            fields.problem("events", "each value must be one of: " + String.join(", ", EVENTS));
        }
        return events;
    }
}
