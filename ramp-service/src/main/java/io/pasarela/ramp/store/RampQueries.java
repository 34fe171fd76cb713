package io.pasarela.ramp.store;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Created;
import io.pasarela.gateway.Page;
import io.pasarela.ramp.columns.Columns;
import io.pasarela.ramp.domain.RampState.Submission;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads ramps. A caller finds its own only: another client's, or another user's for an end user, are as unknown as ones that never were. */
@ApplicationScoped
public class RampQueries {

    private static final Duration WITHIN = Duration.ofSeconds(30);

    private static final Columns<User> USERS = Columns.of(User.class);
    private static final Columns<Account> ACCOUNTS = Columns.of(Account.class);

    private static final String BEFORE =
            """
            select %s, %s, %s, exists (select 1 from ramps where quotation_id = $5)
            from (select) one
            left join ramps r on r.client = $1 and r.external_id = $2
            left join users u on u.client = $1 and u.id = $3
            left join accounts a on a.client = $1 and a.id = $4
            """.formatted(RampStatements.ALL.namesOf("r"), USERS.namesOf("u"), ACCOUNTS.namesOf("a"));

    private final Transactions transactions;
    private final Pool pool;

    RampQueries(Transactions transactions, Pool pool) {
        this.transactions = transactions;
        this.pool = pool;
    }

    public Uni<Optional<Ramp>> find(Caller caller, UUID id) {
        return transactions
                .one(Ramp.class, "from Ramp where client = ?1 and id = ?2", caller.client(), id)
                .map(found -> found.filter(ramp -> caller.maySee(ramp.userExternalId())));
    }

    public Uni<Optional<Ramp>> findByExternalId(String client, String externalId) {
        return transactions.one(Ramp.class, "from Ramp where client = ?1 and externalId = ?2", client, externalId);
    }

    /**
     * What has to be known before a ramp is made.
     *
     * @param sameKey the client's ramp with this {@code externalId}
     * @param quotationUsed whether a ramp executes the quotation
     */
    public record Before(
            Optional<Ramp> sameKey, Optional<User> user, Optional<Account> account, boolean quotationUsed) {}

    /** All of that in one statement, because every creation asks for it. */
    public Uni<Before> beforeCreation(Caller caller, String externalId, UUID userId, UUID accountId, UUID quotationId) {
        return pool.preparedQuery(BEFORE)
                .execute(Tuple.of(caller.client(), externalId, userId, accountId, quotationId))
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .map(rows -> {
                    Row row = rows.iterator().next();
                    int users = RampStatements.ALL.count();
                    int accounts = users + USERS.count();
                    return new Before(
                            found(row, 0, RampStatements.ALL),
                            found(row, users, USERS).filter(user -> caller.maySee(user.externalId())),
                            found(row, accounts, ACCOUNTS),
                            row.getBoolean(accounts + ACCOUNTS.count()));
                });
    }

    // Every table begins with its id, and where there is no row there is none.
    private static <T> Optional<T> found(Row row, int first, Columns<T> columns) {
        return row.getValue(first) == null ? Optional.empty() : Optional.of(columns.read(row, first));
    }

    public Uni<Optional<Ramp>> find(UUID id) {
        return transactions.one(Ramp.class, "from Ramp where id = ?1", id);
    }

    /** The caller's ramp with this id of its own. */
    public Uni<Optional<Ramp>> findByExternalId(Caller caller, String externalId) {
        return findByExternalId(caller.client(), externalId)
                .map(found -> found.filter(ramp -> caller.maySee(ramp.userExternalId())));
    }

    /** Which ramps are listed; each part that is absent or empty allows all. */
    public record Filter(
            @Nullable String externalId,
            @Nullable UUID userId,
            Set<RampStatus> statuses,
            @Nullable Outcome outcome,
            Created created) {}

    /** The caller's ramps, newest first, at most {@code limit + 1} of them. */
    public Uni<List<Ramp>> list(Caller caller, Filter filter, Optional<Page.Cursor> after, int limit) {
        return transactions.inTransaction(session -> new Listing<>(Ramp.class)
                .with("client", caller.client())
                .with("userExternalId", caller.endUser().orElse(null))
                .with("externalId", filter.externalId())
                .with("userId", filter.userId())
                .withOneOf("status", filter.statuses())
                .withOneOf("submission", submissions(filter.outcome()))
                .created(filter.created())
                .read(session, after, limit));
    }

    // All of them for none.
    private static Set<Submission> submissions(@Nullable Outcome outcome) {
        return outcome == null
                ? Set.of()
                : Arrays.stream(Submission.values())
                        .filter(submission -> submission.isSure() == (outcome == Outcome.CONFIRMED))
                        .collect(Collectors.toSet());
    }

    /** A number per ramp that is another one whenever its row was changed, in one query for all of them. */
    public Uni<Map<UUID, Long>> versions(Set<UUID> ids) {
        return pool.preparedQuery("select id, xmin::text::bigint as version from ramps where id = any($1)")
                .execute(Tuple.of(ids.toArray(UUID[]::new)))
                .map(rows -> {
                    Map<UUID, Long> versions = new HashMap<>();
                    rows.forEach(row -> versions.put(row.getUUID("id"), row.getLong("version")));
                    return versions;
                });
    }

    /** What was heard of a ramp, oldest first; of a longer story the last thousand lines: however much noise there is, the end is told. */
    public Uni<List<TimelineEntry>> timeline(UUID rampId) {
        return transactions
                .inTransaction(session -> session.createSelectionQuery(
                                "from TimelineEntry where rampId = ?1 order by id desc", TimelineEntry.class)
                        .setParameter(1, rampId)
                        .setMaxResults(1000)
                        .getResultList())
                .map(List::reversed);
    }

    /**
     * Ramps that wait for a deposit longer than they should, claimed for the length of the lease as {@link DueRamps#claim} does it. An uncertain
     * one is not among them: what nobody knows cannot be over.
     */
    public Uni<List<UUID>> claimOverdueDeposits(int limit, Duration lease) {
        return transactions.inTransaction(session -> session.createNativeQuery("""
                        update ramps set deposit_check_at = now() + cast(?1 as double precision) * interval '1 second'
                        where id in (select id from ramps where deposit_check_at <= now() and submission = 'CONFIRMED'
                                     and status in ('CREATED', 'AWAITING_DEPOSIT')
                                     order by deposit_check_at limit ?2 for update skip locked)
                        returning id
                        """, UUID.class)
                .setParameter(1, (double) lease.toSeconds())
                .setParameter(2, limit)
                .getResultList());
    }

    /** When the uncertain ramps were asked for, oldest first; at most a thousand of them. */
    public Uni<List<Instant>> uncertainSince() {
        return transactions.inTransaction(session -> session.createSelectionQuery(
                        "select createdAt from Ramp where submission = ?1 order by createdAt", Instant.class)
                .setParameter(1, Submission.UNCERTAIN)
                .setMaxResults(1000)
                .getResultList());
    }

    /** Whether the provider may have ramps of ours without our knowing them by its ids. */
    public Uni<Boolean> anyInDoubt(String provider) {
        return transactions
                .inTransaction(session -> session.createSelectionQuery(
                                "select count(*) from Ramp where provider = ?1 and submission in ?2", Long.class)
                        .setParameter(1, provider)
                        .setParameter(2, List.of(Submission.UNCERTAIN, Submission.ABANDONED))
                        .getSingleResult())
                .map(count -> count > 0);
    }

    /** How many ramps are not over, by status; counted up to 100,000 in all. */
    public Uni<Map<RampStatus, Long>> underWay() {
        return pool.query("""
                        select status, count(*) as ramps
                        from (select status from ramps where next_check_at is not null limit 100000) as open
                        group by status
                        """).execute().map(rows -> {
            Map<RampStatus, Long> counted = new EnumMap<>(RampStatus.class);
            rows.forEach(row -> counted.put(RampStatus.valueOf(row.getString("status")), row.getLong("ramps")));
            return counted;
        });
    }
}
