package io.pasarela.notification.live;

import io.pasarela.notification.Audience;
import io.pasarela.notification.Notice;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What streams read of the table. Each method is one statement, and so sees one state of it. */
@ApplicationScoped
class History {

    private static final String COLUMNS = "n.position, n.id, n.type, n.data, n.created_at, n.read_at, n.traceparent";

    private final Pool pool;
    private final double pastSeconds;

    History(Pool pool, LiveConfig config) {
        this.pool = pool;
        this.pastSeconds = config.past().toSeconds();
    }

    /**
     * Where things stand when a stream opens.
     *
     * @param forgotten the highest position of the audience's that was deleted; 0 when none was
     * @param end no later notice of the client has a position up to this one
     * @param known whether the stated position is one that a stream of the client can have told
     * @param recent the position just before the first recent notice
     */
    record Standing(long forgotten, long end, boolean known, long recent) {

        /** Why what comes after the stated position cannot be told; empty when it can. */
        Optional<Gap.Why> gap(long stated) {
            return stated < forgotten
                    ? Optional.of(Gap.Why.HISTORY_TRIMMED)
                    : known ? Optional.empty() : Optional.of(Gap.Why.UNKNOWN_POSITION);
        }
    }

    Uni<Standing> standing(Audience audience, long stated) {
        return pool.preparedQuery("""
                        select mine.forgotten, greatest(ours.forgotten, newest.position) as end_position,
                               $4::bigint = 0 or $4 <= ours.forgotten
                                   or exists (select 1 from notices where client = $1 and position = $4) as known,
                               coalesce(recent.position, greatest(ours.forgotten, newest.position)) as recent
                        from (select coalesce(max(position), 0) as forgotten from forgotten where %s) as mine,
                             (select coalesce(max(position), 0) as forgotten from forgotten where client = $1) as ours,
                             (select coalesce(max(position), 0) as position from notices where client = $1) as newest,
                             (select min(position) - 1 as position
                              from (select position from notices
                                    where %s and created_at > now() - $5 * interval '1 second' offset 0) as r) as recent
                        """.formatted(audience.userCondition(), audience.condition()))
                .execute(audience.parameters().addLong(stated).addDouble(pastSeconds))
                .map(rows -> rows.iterator().next())
                .map(row -> new Standing(
                        row.getLong("forgotten"),
                        row.getLong("end_position"),
                        row.getBoolean("known"),
                        row.getLong("recent")));
    }

    /** @param forgotten as in {@link Standing}: when it is later than where was read from, something is missing */
    record Past(long forgotten, List<Told> notices) {}

    /** The first of what came after one position and not after the other, oldest first. */
    Uni<Past> between(Audience audience, long after, long upTo, int limit) {
        return pool.preparedQuery("""
                        select f.forgotten, %s
                        from (select coalesce(max(position), 0) as forgotten from forgotten where %s) as f
                        left join lateral (select * from notices where %s and position > $4 and position <= $5
                                           order by position limit $6) as n on true
                        order by n.position
                        """.formatted(COLUMNS, audience.userCondition(), audience.condition()))
                .execute(audience.parameters().addLong(after).addLong(upTo).addInteger(limit))
                .map(rows -> new Past(rows.iterator().next().getLong("forgotten"), told(rows)));
    }

    /** @param position no later change has a position up to this one, and the snapshot has all up to it */
    record State(long position, List<Notice> newest) {}

    /** The newest notice of each ramp that is not over or has changed lately, newest first. */
    Uni<State> state(Audience audience, int limit) {
        return pool.preparedQuery("""
                        select e.end_position, %s
                        from (select greatest((select max(position) from notices where client = $1),
                                              (select max(position) from forgotten where client = $1), 0) as end_position) as e
                        left join lateral (select * from notices where %s and newest
                                           and (not terminal or created_at > now() - $4 * interval '1 second')
                                           order by position desc limit $5) as n on true
                        order by n.position desc
                        """.formatted(COLUMNS, audience.condition()))
                .execute(audience.parameters().addDouble(pastSeconds).addInteger(limit))
                .map(rows -> new State(rows.iterator().next().getLong("end_position"), notices(rows)));
    }

    /** What came after each key's position, oldest first and at most so many of each, in one statement for all of them. Keys without news are left out. */
    Uni<Map<Key, List<Told>>> after(Map<Key, Long> positions, int limit) {
        List<Key> users =
                positions.keySet().stream().filter(key -> key.subject() != null).toList();
        List<Key> clients =
                positions.keySet().stream().filter(key -> key.subject() == null).toList();
        List<Key> all = new ArrayList<>(users);
        all.addAll(clients);
        return pool.preparedQuery("""
                        select s.place::int as place, %1$s
                        from unnest($1::text[], $2::text[], $3::bigint[]) with ordinality as s(client, subject, position, place)
                        cross join lateral (select * from notices where client = s.client and subject = s.subject
                                            and position > s.position order by position limit $6) as n
                        union all
                        select $7 + s.place::int, %1$s
                        from unnest($4::text[], $5::bigint[]) with ordinality as s(client, position, place)
                        cross join lateral (select * from notices where client = s.client
                                            and position > s.position order by position limit $6) as n
                        order by 1, 2
                        """.formatted(COLUMNS))
                .execute(Tuple.tuple()
                        .addArrayOfString(users.stream().map(Key::client).toArray(String[]::new))
                        .addArrayOfString(users.stream().map(Key::subject).toArray(String[]::new))
                        .addArrayOfLong(users.stream().map(positions::get).toArray(Long[]::new))
                        .addArrayOfString(clients.stream().map(Key::client).toArray(String[]::new))
                        .addArrayOfLong(clients.stream().map(positions::get).toArray(Long[]::new))
                        .addInteger(limit)
                        .addInteger(users.size()))
                .map(rows -> {
                    Map<Key, List<Told>> found = new HashMap<>();
                    for (Row row : rows) {
                        found.computeIfAbsent(all.get(row.getInteger(0) - 1), _ -> new ArrayList<>())
                                .add(told(row));
                    }
                    return found;
                });
    }

    private static List<Told> told(RowSet<Row> rows) {
        List<Told> found = new ArrayList<>();
        for (Row row : rows) {
            if (isNotice(row)) {
                found.add(told(row));
            }
        }
        return found;
    }

    private static Told told(Row row) {
        return new Told(Notice.of(row), row.getString("traceparent"));
    }

    private static List<Notice> notices(RowSet<Row> rows) {
        List<Notice> found = new ArrayList<>();
        for (Row row : rows) {
            if (isNotice(row)) {
                found.add(Notice.of(row));
            }
        }
        return found;
    }

    // Of an outer join: the one row without a notice stands for none.
    private static boolean isNotice(Row row) {
        return row.getLong("position") != null;
    }
}
