package io.pasarela.notification.webhook;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the client sees it.
 *
 * @param messageId the {@code webhook-id} that it is sent under, at each repetition
 * @param state {@code PENDING}, {@code DELIVERED} or {@code FAILED}
 * @param nextTryAt while it is pending; also when a try under way is given up
 * @param attempts oldest first
 */
public record WebhookDelivery(
        UUID id,
        UUID messageId,
        String type,
        String state,
        Instant createdAt,
        @Nullable Instant nextTryAt,
        @Nullable Instant endedAt,
        List<Try> attempts) {

    /**
     * One try.
     *
     * @param latencyMillis from its begin to the answer, or to giving up
     * @param status of HTTP, where there was an answer
     * @param error why it did not succeed
     */
    public record Try(
            Instant startedAt,
            int latencyMillis,
            @Nullable Integer status,
            @Nullable String error) {

        static Try of(Row row) {
            return new Try(
                    row.getOffsetDateTime("started_at").toInstant(),
                    row.getInteger("latency_ms"),
                    row.getInteger("status"),
                    row.getString("error"));
        }
    }

    static WebhookDelivery of(Row row, List<Try> attempts) {
        return new WebhookDelivery(
                row.getUUID("id"),
                row.getUUID("message_id"),
                row.getString("type"),
                row.getString("state"),
                row.getOffsetDateTime("created_at").toInstant(),
                WebhookEndpoint.time(row.getOffsetDateTime("due_at")),
                WebhookEndpoint.time(row.getOffsetDateTime("ended_at")),
                attempts);
    }
}
