package io.pasarela.notification.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The outbox of the channels, in PostgreSQL. */
@ApplicationScoped
public class Deliveries {

    /** A lane that is full is passed over, and what another replica has in hand, too. */
    private static final String DUE = """
            select d.*, (select n.traceparent from notices n where n.id = d.message_id) as traceparent from deliveries d
            where d.channel = $1 and d.due_at <= now() and d.lane <> all($2::text[])
            order by d.due_at, d.created_at limit $3 for update skip locked
            """;

    private final Pool pool;
    private final DeliveryConfig config;

    Deliveries(Pool pool, DeliveryConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /**
     * Takes what is due: for the time of the lease nobody else takes it.
     *
     * @param full lanes from which nothing more is taken
     * @param lanes decides about each row, in order, whether its lane has room for it
     */
    Uni<List<Delivery>> take(String channel, Collection<String> full, int limit, Lanes lanes) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(DUE)
                .execute(Tuple.of(channel, full.toArray(String[]::new), limit))
                .map(rows -> taken(rows, lanes))
                .call(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : lease(connection, taken)));
    }

    /** What has room. */
    interface Lanes {
        boolean hasRoom(String lane, int alreadyTaken);
    }

    private static List<Delivery> taken(RowSet<Row> rows, Lanes lanes) {
        List<Delivery> taken = new ArrayList<>();
        rows.forEach(row -> {
            String lane = row.getString("lane");
            int already = (int)
                    taken.stream().filter(other -> other.lane().equals(lane)).count();
            if (lanes.hasRoom(lane, already)) {
                taken.add(Delivery.of(row));
            }
        });
        return taken;
    }

    private Uni<Void> lease(SqlConnection connection, List<Delivery> taken) {
        return connection
                .preparedQuery(
                        "update deliveries set due_at = now() + $2::bigint * interval '1 millisecond' where id = any($1)")
                .execute(Tuple.of(
                        taken.stream().map(Delivery::id).toArray(UUID[]::new),
                        config.lease().toMillis()))
                .replaceWithVoid();
    }

    /** Records what became of a try, and lets the channel take notice of it, in one transaction. */
    Uni<Void> record(Channel channel, Delivery delivery, Attempt attempt, Optional<Duration> next) {
        return pool.withTransaction(connection -> log(connection, delivery, attempt)
                .chain(() -> settle(connection, delivery, attempt, next))
                .chain(() -> channel.tried(connection, delivery, attempt)));
    }

    private static Uni<Void> log(SqlConnection connection, Delivery delivery, Attempt attempt) {
        // A destination that was deleted meanwhile has taken its deliveries with it.
        return connection
                .preparedQuery("""
                        insert into delivery_attempts (delivery, started_at, latency_ms, status, error)
                        select id, $2::timestamptz, $3::int, $4::int, $5::text from deliveries where id = $1
                        """)
                .execute(Tuple.tuple()
                        .addUUID(delivery.id())
                        .addOffsetDateTime(attempt.startedAt().atOffset(ZoneOffset.UTC))
                        .addInteger((int) attempt.latency().toMillis())
                        .addInteger(attempt.status())
                        .addString(
                                attempt.error() == null ? null : attempt.error().name()))
                .replaceWithVoid();
    }

    private static Uni<Void> settle(
            SqlConnection connection, Delivery delivery, Attempt attempt, Optional<Duration> next) {
        String state = attempt.isDelivered() ? "DELIVERED" : next.isPresent() ? "PENDING" : "FAILED";
        // Late news of a try that another replica has repeated, with success, takes nothing back.
        return connection
                .preparedQuery("""
                        update deliveries set state = $2::text, tries = tries + 1, due_at = now() + $3::bigint * interval '1 millisecond',
                            ended_at = case when $2::text = 'PENDING' then null else now() end
                        where id = $1 and state = 'PENDING'
                        """)
                .execute(Tuple.of(
                        delivery.id(), state, next.map(Duration::toMillis).orElse(null)))
                .replaceWithVoid();
    }

    /** What is on its way to a destination is not sent any more. What somebody has in hand ends by itself. */
    public static Uni<Void> end(SqlConnection connection, String channel, UUID destination) {
        return connection
                .preparedQuery("""
                        update deliveries set state = 'FAILED', due_at = null, ended_at = now() where id in (
                            select id from deliveries where channel = $1 and destination = $2 and state = 'PENDING'
                            for update skip locked)
                        """)
                .execute(Tuple.of(channel, destination))
                .replaceWithVoid();
    }

    /** What waits in a channel: how much, since when, and for how long it should have been sent already. */
    record Waiting(String channel, long count, double oldestSeconds, double lagSeconds) {}

    Uni<List<Waiting>> waiting() {
        return pool.query("""
                        select channel, count(*) as count,
                            extract(epoch from now() - min(created_at))::float8 as oldest,
                            coalesce(extract(epoch from now() - min(due_at) filter (where due_at <= now())), 0)::float8 as lag
                        from deliveries where due_at is not null group by channel
                        """).execute().map(rows -> {
            List<Waiting> waiting = new ArrayList<>();
            rows.forEach(row -> waiting.add(new Waiting(
                    row.getString("channel"), row.getLong("count"), row.getDouble("oldest"), row.getDouble("lag"))));
            return waiting;
        });
    }

    /** Deletes what is over for long enough, a few at a time. @return how many */
    Uni<Integer> forget(int limit) {
        return pool.preparedQuery("""
                        delete from deliveries where id in (
                            select id from deliveries where ended_at < now() - $1::bigint * interval '1 second'
                            limit $2 for update skip locked)
                        """)
                .execute(Tuple.of(config.kept().toSeconds(), limit))
                .map(RowSet::rowCount);
    }
}
