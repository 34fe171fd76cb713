package io.pasarela.notification;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The inbox: what an audience was told, and what of it was read. */
@ApplicationScoped
class InboxRows {

    /** Marked as read in one transaction, so that a large inbox hinders nobody. */
    private static final int BATCH_MAX = 1000;

    private final Pool pool;

    InboxRows(Pool pool) {
        this.pool = pool;
    }

    /**
     * Newest first, at most {@code limit + 1} of them.
     *
     * @param before a position; that and what comes after it is left out
     */
    Uni<List<Notice>> list(Audience audience, long before, int limit) {
        return pool.preparedQuery("select * from notices where" + audience.condition()
                        + "and position < $4 order by position desc limit $5")
                .execute(audience.parameters().addLong(before).addInteger(limit + 1))
                .map(InboxRows::notices);
    }

    /** How many are unread, counted up to {@code most}. */
    Uni<Integer> unread(Audience audience, int most) {
        return pool.preparedQuery("select count(*) from (select 1 from notices where" + audience.condition()
                        + "and read_at is null limit $4) as unread")
                .execute(audience.parameters().addInteger(most))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Marks a notice as read, for good. Empty when the audience has no such notice. */
    Uni<Optional<Notice>> read(Audience audience, UUID id) {
        return pool.preparedQuery("update notices set read_at = coalesce(read_at, now()) where" + audience.condition()
                        + "and id = $4 returning *")
                .execute(audience.parameters().addUUID(id))
                .map(rows -> notices(rows).stream().findFirst());
    }

    /** Marks everything up to a position as read, and says how many that were. */
    Uni<Integer> readUpTo(Audience audience, long position) {
        return pool.preparedQuery(
                        "update notices set read_at = now() where position in (select position from notices where"
                                + audience.condition()
                                + "and read_at is null and position <= $4 order by position limit $5)")
                .execute(audience.parameters().addLong(position).addInteger(BATCH_MAX))
                .flatMap(rows -> rows.rowCount() < BATCH_MAX
                        ? Uni.createFrom().item(rows.rowCount())
                        : readUpTo(audience, position).map(more -> more + BATCH_MAX));
    }

    private static List<Notice> notices(RowSet<Row> rows) {
        List<Notice> notices = new ArrayList<>();
        rows.forEach(row -> notices.add(Notice.of(row)));
        return notices;
    }
}
