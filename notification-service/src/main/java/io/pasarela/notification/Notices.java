package io.pasarela.notification;

import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.notification.delivery.Couriers;
import io.pasarela.notification.delivery.News;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Where every notice is written, once, in PostgreSQL: what people read in their inbox, and the history that streams resume from. */
@ApplicationScoped
class Notices {

    /**
     * One writer per client at a time: a reader that has seen position 8 will never be surprised by a 7. Turns are taken in one order, so that
     * no two writers wait for each other.
     */
    private static final String TAKE_TURNS = """
            select pg_advisory_xact_lock(turn) from (
                select distinct hashtextextended(client, 0) as turn from unnest($1::text[]) as client order by turn) as turns
            """;

    private static final String INSERT = """
            insert into notices (id, client, subject, ramp_id, type, data, sequence, terminal, traceparent, created_at)
            select id, client, subject, ramp_id, type, data, sequence, terminal, traceparent, now()
            from unnest($1::uuid[], $2::text[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::bigint[], $8::boolean[], $9::text[])
                with ordinality as n(id, client, subject, ramp_id, type, data, sequence, terminal, traceparent, place)
            order by place
            on conflict (id) do nothing
            returning id
            """;

    /**
     * Of each ramp one notice stays the newest. One look into an index for each ramp, whatever PostgreSQL believes about the table: where it may
     * choose a join, it keeps the plan that was made while the table was small, and reads all of it.
     */
    private static final String OUTDATE = """
            update notices set newest = false
            where position = any(array(
                select older.position
                from (select distinct * from unnest($1::text[], $2::uuid[]) as told(client, id)) as ramp
                cross join lateral (
                    select n.position from notices n
                    where n.client = ramp.client and n.ramp_id = ramp.id and n.newest
                    order by n.sequence desc offset 1) as older))
            """;

    private final Pool pool;
    private final Couriers couriers;

    Notices(Pool pool, Couriers couriers) {
        this.pool = pool;
        this.couriers = couriers;
    }

    /** Stores changes, in this order and all of them or none; those that were stored before are left as they are. */
    Uni<Void> store(List<Change> changes) {
        return pool.withTransaction(connection -> connection
                        .preparedQuery(TAKE_TURNS)
                        .execute(Tuple.of(
                                (Object) all(changes, RampSnapshot::client).toArray(String[]::new)))
                        .chain(() -> insert(connection, changes))
                        .call(written -> couriers.intend(connection, news(changes, written)))
                        .chain(() -> outdate(connection, changes))
                        .replaceWithVoid())
                .invoke(couriers::wake);
    }

    /** @return the ids of those that were not stored before */
    private static Uni<Set<UUID>> insert(SqlConnection connection, List<Change> changes) {
        return connection
                .preparedQuery(INSERT)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(changes.stream().map(Change::id).toArray(UUID[]::new))
                        .addArrayOfString(all(changes, RampSnapshot::client).toArray(String[]::new))
                        .addArrayOfString(
                                all(changes, RampSnapshot::userExternalId).toArray(String[]::new))
                        .addArrayOfUUID(all(changes, RampSnapshot::id).toArray(UUID[]::new))
                        .addArrayOfString(changes.stream()
                                .map(change -> change.event().type())
                                .toArray(String[]::new))
                        .addArrayOfString(changes.stream().map(Change::data).toArray(String[]::new))
                        .addArrayOfLong(changes.stream()
                                .map(change -> change.event().sequence())
                                .toArray(Long[]::new))
                        .addArrayOfBoolean(
                                all(changes, ramp -> ramp.status().isTerminal()).toArray(Boolean[]::new))
                        .addArrayOfString(
                                changes.stream().map(Change::traceparent).toArray(String[]::new)))
                .map(rows -> {
                    Set<UUID> ids = new HashSet<>();
                    rows.forEach(row -> ids.add(row.getUUID("id")));
                    return ids;
                });
    }

    private static Uni<RowSet<Row>> outdate(SqlConnection connection, List<Change> changes) {
        return connection
                .preparedQuery(OUTDATE)
                .execute(Tuple.tuple()
                        .addArrayOfString(all(changes, RampSnapshot::client).toArray(String[]::new))
                        .addArrayOfUUID(all(changes, RampSnapshot::id).toArray(UUID[]::new)));
    }

    private static List<News> news(List<Change> changes, Set<UUID> written) {
        return changes.stream()
                .filter(change -> written.contains(change.id()))
                .map(change -> new News(change.id(), change.event(), change.data()))
                .toList();
    }

    private static <T> List<T> all(List<Change> changes, Function<RampSnapshot, T> field) {
        return changes.stream()
                .map(change -> field.apply(change.event().ramp()))
                .toList();
    }
}
