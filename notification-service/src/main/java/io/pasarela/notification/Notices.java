package io.pasarela.notification;

import io.pasarela.contracts.events.RampEvent;
import io.pasarela.gateway.Page;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every notice, in PostgreSQL: the inbox that people read, and the history that streams resume from. */
@ApplicationScoped
class Notices {

    // Each filter is off when its parameter is null.
    private static final String OF_AUDIENCE =
            " client = $1 and ($2::text is null or subject = $2) and ($3::uuid is null or ramp_id = $3) ";

    private final Pool pool;

    Notices(Pool pool) {
        this.pool = pool;
    }

    /**
     * Stores a change once.
     *
     * @param data the event's JSON, as it came
     * @return false when it was stored before
     */
    Uni<Boolean> store(UUID id, String type, RampEvent event, String data) {
        String client = event.ramp().client();
        // One writer per client at a time: a reader that has seen position 8 will never be surprised by a 7.
        return pool.withTransaction(connection -> connection
                .preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))")
                .execute(Tuple.of(client))
                .flatMap(_ -> connection
                        .preparedQuery("""
                                insert into notices (id, client, subject, ramp_id, type, data, created_at)
                                values ($1, $2, $3, $4, $5, $6, now()) on conflict (id) do nothing
                                """)
                        .execute(Tuple.tuple(List.of(
                                id,
                                client,
                                event.ramp().userExternalId(),
                                event.ramp().id(),
                                type,
                                data))))
                .map(inserted -> inserted.rowCount() == 1));
    }

    /** What came after a position, oldest first. */
    Uni<List<Notice>> after(Audience audience, long position, int limit) {
        return pool.preparedQuery(
                        "select * from notices where" + OF_AUDIENCE + "and position > $4 order by position limit $5")
                .execute(of(audience).addLong(position).addInteger(limit))
                .map(Notices::notices);
    }

    /** The position just before the oldest notice that is not older than this; where a stream without a past begins. */
    Uni<Long> positionBefore(Audience audience, Duration age) {
        return pool.preparedQuery("select coalesce((select min(position) - 1 from notices where" + OF_AUDIENCE
                        + "and created_at > now() - $4 * interval '1 second'),"
                        + " (select max(position) from notices where client = $1), 0)")
                .execute(of(audience).addDouble((double) age.toSeconds()))
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** The inbox, newest first, at most {@code limit + 1} of them. */
    Uni<List<Notice>> inbox(Audience audience, Optional<Page.Cursor> after, int limit) {
        return pool.preparedQuery("select * from notices where" + OF_AUDIENCE
                        + "and ($4::timestamptz is null or (created_at, id) < ($4, $5::uuid))"
                        + " order by created_at desc, id desc limit $6")
                .execute(of(audience)
                        .addValue(after.map(cursor -> cursor.createdAt().atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .addValue(after.map(Page.Cursor::id).orElse(null))
                        .addInteger(limit + 1))
                .map(Notices::notices);
    }

    /** Marks a notice as read, for good. Empty when the audience has no such notice. */
    Uni<Optional<Notice>> read(Audience audience, UUID id) {
        return pool.preparedQuery("update notices set read_at = coalesce(read_at, $4) where" + OF_AUDIENCE
                        + "and id = $5 returning *")
                .execute(of(audience)
                        .addOffsetDateTime(OffsetDateTime.now(ZoneOffset.UTC))
                        .addUUID(id))
                .map(rows -> notices(rows).stream().findFirst());
    }

    private static Tuple of(Audience audience) {
        return Tuple.tuple()
                .addString(audience.client())
                .addString(audience.subject())
                .addUUID(audience.rampId());
    }

    private static List<Notice> notices(RowSet<Row> rows) {
        List<Notice> notices = new ArrayList<>();
        rows.forEach(row -> notices.add(Notice.of(row)));
        return notices;
    }
}
