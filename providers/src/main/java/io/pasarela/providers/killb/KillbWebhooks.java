package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.WebhookDecoder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * KillB's webhook body: {@code {id, event, action, data, createdAt, updatedAt, attempts}} (docs.killb.com, concepts/webhooks). The body
 * changes between deliveries of one event ({@code attempts}); its {@code id} does not.
 */
@ApplicationScoped
class KillbWebhooks implements WebhookDecoder {

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public News news(byte[] body) {
        JsonNode json;
        try {
            json = KillbReading.JSON.readTree(body);
        } catch (IOException e) {
            throw new UnreadableWebhook("the body is not JSON", e);
        }
        String event = KillbReading.text(json, "event");
        if (event == null) {
            throw new UnreadableWebhook("the body names no event", null);
        }
        JsonNode data = json.path("data");
        boolean about = KillbReading.id(data) != null;
        return switch (event) {
            case "RAMP" -> new News.OfRamp(KillbReading.ramp(required(data, about && data.hasNonNull("status"))));
            case "USER" -> new News.OfUser(KillbReading.user(required(data, about)));
            case "ACCOUNT" -> new News.OfAccount(KillbOnboarding.account(required(data, about)));
            case "TRANSACTION", "CUSTODIAL_ACCOUNT", "PAYOUT" ->
                new News.OfFunds(type(event, KillbReading.text(json, "action")));
            default -> new News.Other(type(event, KillbReading.text(json, "action")));
        };
    }

    private static JsonNode required(JsonNode data, boolean complete) {
        if (!complete) {
            throw new UnreadableWebhook("data lacks the id or status that every event of this kind has", null);
        }
        return data;
    }

    private static String type(String event, @Nullable String action) {
        return action == null ? event : event + "." + action;
    }
}
