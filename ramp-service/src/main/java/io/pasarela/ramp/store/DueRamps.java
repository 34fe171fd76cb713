package io.pasarela.ramp.store;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Ramps that the provider should be asked about now, shared out among the replicas. */
@ApplicationScoped
public class DueRamps {

    private final Transactions transactions;
    private final CheckSchedule schedule;

    DueRamps(Transactions transactions, CheckSchedule schedule) {
        this.transactions = transactions;
        this.schedule = schedule;
    }

    /** How many ramps are due, counted up to 10,000, and for how many seconds the oldest of them has been. */
    public record Backlog(long ramps, long oldestSeconds) {}

    /**
     * The oldest that are due. They are claimed for the length of the lease, so that no other replica asks at the same time, and come back by
     * themselves if this one dies.
     *
     * @param resting providers that are not to be asked now
     */
    public Uni<List<UUID>> claim(int limit, Duration lease, Collection<String> resting) {
        return transactions.inTransaction(session -> session.createNativeQuery("""
                        update ramps set next_check_at = now() + cast(?1 as double precision) * interval '1 second'
                        where id in (select id from ramps where next_check_at <= now() and provider <> all(?3)
                                     order by next_check_at limit ?2 for update skip locked)
                        returning id
                        """, UUID.class)
                .setParameter(1, lease.toMillis() / 1e3)
                .setParameter(2, limit)
                .setParameter(3, resting.toArray(String[]::new))
                .getResultList());
    }

    /** Puts off what was asked about in vain: the provider answered, and with nothing that helps. */
    public Uni<Void> putOff(UUID id) {
        return transactions.inTransaction(session -> session.find(
                        Ramp.class, id, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE)
                .invoke(ramp -> {
                    if (ramp != null) {
                        ramp.checkAt(schedule.next(ramp, ramp.checks() + 1, Instant.now()), ramp.checks() + 1);
                    }
                })
                .replaceWithVoid());
    }

    public Uni<Backlog> backlog() {
        return transactions.inTransaction(session -> session.createNativeQuery("""
                        select count(*), cast(coalesce(extract(epoch from now() - min(next_check_at)), 0) as bigint)
                        from (select next_check_at from ramps where next_check_at <= now()
                              order by next_check_at limit 10000) due
                        """, Object[].class)
                .getSingleResult()
                .map(row -> new Backlog(((Number) row[0]).longValue(), ((Number) row[1]).longValue())));
    }
}
