package io.pasarela.notification.webhook;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint as its client sees it.
 *
 * @param eventTypes that are sent to it; all when empty
 * @param disabledReason {@code CLIENT} (by the client), {@code GONE} (it answered 410) or {@code FAILING} (every try has failed for days); new ones
 *     may be added
 * @param failingSince since when every try has failed
 * @param secret what it verifies signatures with; told when it is made and by {@code GET …/secret}
 */
public record WebhookEndpoint(
        UUID id,
        String url,
        @Nullable String description,
        List<String> eventTypes,
        boolean enabled,
        @Nullable String disabledReason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince,
        Instant createdAt,
        @Nullable String secret) {

    static WebhookEndpoint of(Row row) {
        return new WebhookEndpoint(
                row.getUUID("id"),
                row.getString("url"),
                row.getString("description"),
                List.of(row.getArrayOfStrings("event_types")),
                row.getValue("disabled_at") == null,
                row.getString("disabled_reason"),
                time(row.getOffsetDateTime("disabled_at")),
                time(row.getOffsetDateTime("failing_since")),
                row.getOffsetDateTime("created_at").toInstant(),
                null);
    }

    WebhookEndpoint with(String shown) {
        return new WebhookEndpoint(
                id, url, description, eventTypes, enabled, disabledReason, disabledAt, failingSince, createdAt, shown);
    }

    static @Nullable Instant time(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
