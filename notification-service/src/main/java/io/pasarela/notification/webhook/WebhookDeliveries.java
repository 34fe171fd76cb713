package io.pasarela.notification.webhook;

import io.pasarela.gateway.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What was and will be sent to an endpoint. */
@ApplicationScoped
class WebhookDeliveries {

    private final Pool pool;

    WebhookDeliveries(Pool pool) {
        this.pool = pool;
    }

    /** Newest first with their attempts, one more than the limit. */
    Uni<List<WebhookDelivery>> list(UUID endpoint, Optional<Page.Cursor> after, int limit) {
        return pool.preparedQuery("""
                        select * from deliveries
                        where channel = $1 and destination = $2
                            and ($3::timestamptz is null or (created_at, id) < ($3, $4::uuid))
                        order by created_at desc, id desc limit $5
                        """)
                .execute(Tuple.tuple()
                        .addString(WebhookChannel.NAME)
                        .addUUID(endpoint)
                        .addValue(after.map(cursor -> cursor.createdAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .addValue(after.map(Page.Cursor::id).orElse(null))
                        .addInteger(limit + 1))
                .flatMap(this::withAttempts);
    }

    /** Sends a test event. */
    Uni<WebhookDelivery> test(String client, UUID endpoint) {
        return pool.preparedQuery("""
                        insert into deliveries (channel, destination, client, lane, message_id, type, data, due_at)
                        values ($1, $2::uuid, $3, ($2::uuid)::text, $4, $5, $6, now()) returning *
                        """)
                .execute(Tuple.tuple()
                        .addString(WebhookChannel.NAME)
                        .addUUID(endpoint)
                        .addString(client)
                        .addUUID(UUID.randomUUID())
                        .addString(WebhookEvent.TEST)
                        .addString(WebhookEvent.test(endpoint)))
                .map(rows -> WebhookDelivery.of(rows.iterator().next(), List.of()));
    }

    /** Sends one again, under its id and with the whole schedule before it. Empty when the endpoint has no such delivery. */
    Uni<Optional<WebhookDelivery>> resend(UUID endpoint, UUID id) {
        return pool.preparedQuery("""
                        update deliveries set state = 'PENDING', tries = 0, due_at = now(), ended_at = null
                        where channel = $1 and destination = $2 and id = $3 returning *
                        """)
                .execute(Tuple.of(WebhookChannel.NAME, endpoint, id))
                .flatMap(this::withAttempts)
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<WebhookDelivery>> withAttempts(RowSet<Row> rows) {
        List<Row> deliveries = new ArrayList<>();
        rows.forEach(deliveries::add);
        UUID[] ids = deliveries.stream().map(row -> row.getUUID("id")).toArray(UUID[]::new);
        return pool.preparedQuery("select * from delivery_attempts where delivery = any($1) order by id")
                .execute(Tuple.of((Object) ids))
                .map(attempts -> {
                    Map<UUID, List<WebhookDelivery.Try>> tries = new HashMap<>();
                    attempts.forEach(row -> tries.computeIfAbsent(row.getUUID("delivery"), _ -> new ArrayList<>())
                            .add(WebhookDelivery.Try.of(row)));
                    return deliveries.stream()
                            .map(row -> WebhookDelivery.of(row, tries.getOrDefault(row.getUUID("id"), List.of())))
                            .toList();
                });
    }
}
