package io.pasarela.notification.push;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A browser as its person sees it. The endpoint is not told again: whoever has it can write to the browser.
 *
 * @param service host of the push service
 * @param expiresAt when the browser gives it up, where it said so
 */
public record PushSubscription(
        UUID id,
        String service,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    static PushSubscription of(Row row) {
        OffsetDateTime expiresAt = row.getOffsetDateTime("expires_at");
        return new PushSubscription(
                row.getUUID("id"),
                row.getString("service"),
                row.getOffsetDateTime("created_at").toInstant(),
                expiresAt == null ? null : expiresAt.toInstant());
    }
}
