package io.pasarela.ramp.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code outbox}. */
@ApplicationScoped
class OutboxRows {

    /**
     * Whoever has locked the oldest row of a key has the key: nobody else finds an older one, and nobody takes a younger one before it. A key
     * whose oldest row is parked is taken by nobody.
     *
     * <p>The statistics are those of an empty table most of the time, and the plan that PostgreSQL has made by them is kept when many wait. So nothing is
     * left to it: {@code offset 0} asks for one look per row and key, and {@code id + 0} for the index that is made for it.
     */
    private static final String TAKE = """
            with heads as (
                select o.topic, o.key from outbox o
                where o.parked_at is null
                  and not exists (select 1 from outbox p
                                  where p.topic = o.topic and p.key = o.key and p.id + 0 < o.id offset 0)
                order by o.id limit $1 for update skip locked)
            select o.id, o.topic, o.key, o.event_id, o.type, o.data, o.created_at, o.traceparent
            from heads cross join lateral (
                select * from outbox w
                where w.topic = heads.topic and w.key = heads.key and w.parked_at is null offset 0) o
            order by o.id limit $2
            """;

    private static final String REFUSED = """
            update outbox set attempts = attempts + 1, parked_reason = $2,
                              parked_at = case when attempts + 1 >= $3 then now() end
            where id = $1
            """;

    private static final String BACKLOG = """
            select count(*) as events, coalesce(extract(epoch from now() - min(created_at)), 0)::bigint as oldest,
                   count(*) filter (where parked_at is not null) as parked
            from outbox
            """;

    private static final String PARKED = """
            select o.id, o.topic, o.key, o.event_id, o.type, o.created_at, o.parked_at, o.parked_reason,
                   length(o.data) as characters,
                   (select count(*) from outbox p where p.topic = o.topic and p.key = o.key and p.id > o.id) as behind
            from outbox o where o.parked_at is not null order by o.id limit 1000
            """;

    private final Pool pool;

    OutboxRows(Pool pool) {
        this.pool = pool;
    }

    /** An event, as it is sent. @param traceparent of what caused it; absent where that is not traced */
    record Event(
            long id,
            String topic,
            String key,
            UUID eventId,
            String type,
            String data,
            OffsetDateTime createdAt,
            @Nullable String traceparent) {}

    /** How much waits. @param oldestSeconds age of the oldest event; 0 when none waits */
    record Backlog(long events, long oldestSeconds, long parked) {}

    /** Does something with the oldest events of some keys, in order per key, in one transaction. */
    <T> Uni<T> take(int keys, int rows, Function<Batch, Uni<T>> work) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(keys, rows))
                .flatMap(taken -> work.apply(new Batch(connection, perKey(taken)))));
    }

    /** What was taken, and what may become of it. */
    record Batch(SqlConnection connection, Collection<List<Event>> perKey) {

        Uni<Integer> published(List<Long> ids) {
            return ids.isEmpty()
                    ? Uni.createFrom().item(0)
                    : connection
                            .preparedQuery("delete from outbox where id = any($1)")
                            .execute(Tuple.of(ids.toArray(Long[]::new)))
                            .replaceWith(ids.size());
        }

        /** @param reason of a kind, never the event's content */
        Uni<Void> refused(long id, String reason, int refusals) {
            return connection
                    .preparedQuery(REFUSED)
                    .execute(Tuple.of(id, reason, refusals))
                    .replaceWithVoid();
        }
    }

    Uni<Backlog> backlog() {
        return pool.query(BACKLOG).execute().map(rows -> {
            Row row = rows.iterator().next();
            return new Backlog(row.getLong("events"), row.getLong("oldest"), row.getLong("parked"));
        });
    }

    Uni<List<ParkedEvent>> parked() {
        return pool.query(PARKED).execute().map(rows -> {
            List<ParkedEvent> parked = new ArrayList<>();
            rows.forEach(row -> parked.add(ParkedEvent.of(row)));
            return parked;
        });
    }

    /** @return whether that event was parked and is to be sent again */
    Uni<Boolean> retry(UUID eventId) {
        return pool.preparedQuery(
                        "update outbox set attempts = 0, parked_at = null where event_id = $1 and parked_at is not null")
                .execute(Tuple.of(eventId))
                .map(rows -> rows.rowCount() == 1);
    }

    /** @return whether that event was parked and is gone */
    Uni<Boolean> drop(UUID eventId) {
        return pool.preparedQuery("delete from outbox where event_id = $1 and parked_at is not null")
                .execute(Tuple.of(eventId))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Collection<List<Event>> perKey(RowSet<Row> rows) {
        Map<String, List<Event>> perKey = new LinkedHashMap<>();
        rows.forEach(row -> perKey.computeIfAbsent(
                        row.getString("topic") + '/' + row.getString("key"), _ -> new ArrayList<>())
                .add(new Event(
                        row.getLong("id"),
                        row.getString("topic"),
                        row.getString("key"),
                        row.getUUID("event_id"),
                        row.getString("type"),
                        row.getString("data"),
                        row.getOffsetDateTime("created_at"),
                        row.getString("traceparent"))));
        return perKey.values();
    }
}
