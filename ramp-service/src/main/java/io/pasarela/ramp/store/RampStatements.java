package io.pasarela.ramp.store;

import io.pasarela.ramp.columns.Columns;
import io.pasarela.ramp.outbox.OutboxRow;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What {@link Ramps} says to PostgreSQL. */
final class RampStatements {

    static final Columns<Ramp> ALL = Columns.of(Ramp.class);

    /** Stores nothing when one of the unique keys was used before. */
    static final String RESERVE =
            "insert into ramps (%s) values (%s) on conflict do nothing".formatted(ALL.names(), ALL.parameters(1));

    static final String SENDING =
            "update ramps set submission = 'SENDING', next_check_at = $2, request = $3 where id = $1 and submission = 'RESERVED'";

    static final String RELEASE = "delete from ramps where id = $1 and submission = $2";

    static final String LOCK = "select %s from ramps where id = $1 for no key update".formatted(ALL.names());

    static final String LOCK_TOLD =
            "select %s from ramps where provider = $1 and provider_ramp_id = $2 for no key update"
                    .formatted(ALL.names());

    static final String HEARD = """
            select 1 from timeline
            where ramp_id = (select id from ramps where provider = $1 and provider_ramp_id = $2) and event_id = $3
            """;

    /** What no command changes. */
    private static final Set<String> FIXED = Set.of(
            "id",
            "client",
            "external_id",
            "fingerprint",
            "user_id",
            "user_external_id",
            "account_id",
            "quotation_id",
            "provider",
            "request",
            "direction",
            "from_currency",
            "from_amount",
            "to_currency",
            "to_amount",
            "cash_in_method",
            "cash_out_method",
            "deposit_expires_at",
            "deposit_check_at",
            "created_at");

    private static final Columns<Ramp> CHANGING = ALL.without(FIXED);

    private static final String UPDATE = "update ramps set %s where id = $1".formatted(CHANGING.assignments(2));

    private static final String NOTE = "insert into timeline (%s) values (%s)";

    /** One statement for all that an accepted command changes, by its number of events. */
    private static final Map<Integer, String> SAVES = new ConcurrentHashMap<>();

    private RampStatements() {}

    static Tuple reservation(Ramp ramp) {
        return Tuple.from(ALL.values(ramp));
    }

    static Optional<Ramp> ramp(RowSet<Row> rows) {
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(ALL.read(rows.iterator().next(), 0));
    }

    static Uni<Void> save(SqlConnection connection, Ramp ramp, List<OutboxRow> events, TimelineEntry line) {
        List<@Nullable Object> values = changed(ramp);
        events.forEach(event -> values.addAll(OutboxRow.COLUMNS.values(event)));
        values.addAll(TimelineEntry.COLUMNS.values(line));
        return executed(connection, SAVES.computeIfAbsent(events.size(), RampStatements::saving), values);
    }

    static Uni<Void> update(SqlConnection connection, Ramp ramp) {
        return executed(connection, UPDATE, changed(ramp));
    }

    static Uni<Void> note(SqlConnection connection, TimelineEntry line) {
        return executed(connection, note(1), TimelineEntry.COLUMNS.values(line));
    }

    private static String saving(int events) {
        int first = 2 + CHANGING.count();
        List<String> rows = new ArrayList<>();
        for (int event = 0; event < events; event++) {
            rows.add("(%s)".formatted(OutboxRow.COLUMNS.parameters(first)));
            first += OutboxRow.COLUMNS.count();
        }
        String told = rows.isEmpty()
                ? ""
                : ", told as (insert into outbox (%s) values %s)"
                        .formatted(OutboxRow.COLUMNS.names(), String.join(", ", rows));
        return "with changed as (%s)%s %s".formatted(UPDATE, told, note(first));
    }

    private static String note(int first) {
        return NOTE.formatted(TimelineEntry.COLUMNS.names(), TimelineEntry.COLUMNS.parameters(first));
    }

    private static List<@Nullable Object> changed(Ramp ramp) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(ramp.id());
        values.addAll(CHANGING.values(ramp));
        return values;
    }

    private static Uni<Void> executed(SqlConnection connection, String sql, List<@Nullable Object> values) {
        return connection.preparedQuery(sql).execute(Tuple.from(values)).replaceWithVoid();
    }
}
