package io.pasarela.ramp.outbox;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event that Kafka refuses for what it is.
 *
 * @param reason the kind of the refusal, for example {@code RecordTooLargeException}
 * @param characters length of its data
 * @param behind younger events of the same key, which wait for it
 */
record ParkedEvent(
        UUID eventId,
        String topic,
        String key,
        String type,
        Instant createdAt,
        Instant parkedAt,
        @Nullable String reason,
        int characters,
        long behind) {

    static ParkedEvent of(Row row) {
        return new ParkedEvent(
                row.getUUID("event_id"),
                row.getString("topic"),
                row.getString("key"),
                row.getString("type"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("parked_at").toInstant(),
                row.getString("parked_reason"),
                row.getInteger("characters"),
                row.getLong("behind"));
    }
}
