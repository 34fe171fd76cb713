package io.pasarela.ramp.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.domain.RampRules;
import io.pasarela.ramp.domain.RampState.Submission;
import io.pasarela.ramp.outbox.OutboxRelay;
import io.pasarela.ramp.outbox.OutboxRow;
import io.pasarela.ramp.store.TimelineEntry.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one door through which a ramp changes: decide, save state and events in one transaction, and only then let anything leave. */
@ApplicationScoped
public class Ramps {

    private static final Logger LOG = Logger.getLogger(Ramps.class);

    private final Transactions transactions;
    private final OutboxRelay relay;
    private final CheckSchedule schedule;
    private final MeterRegistry registry;

    Ramps(Transactions transactions, OutboxRelay relay, CheckSchedule schedule, MeterRegistry registry) {
        this.transactions = transactions;
        this.relay = relay;
        this.schedule = schedule;
        this.registry = registry;
    }

    /** What came of a command. */
    public record Change(Ramp ramp, Decision decision) {}

    /**
     * Stores a ramp before it is sent.
     *
     * @return the ramp; empty, with nothing stored, when its {@code externalId} or its quotation was used before
     */
    public Uni<Optional<Ramp>> reserve(NewRamp made, byte[] request) {
        Ramp ramp = new Ramp(made, request, Instant.now(), schedule.senderLease());
        return transactions.insert(ramp).map(first -> first ? Optional.of(ramp) : Optional.empty());
    }

    /**
     * Notes that the ramp is about to be sent. Only after this may anything leave, and only for the one who got true: everybody else who holds
     * the same reservation has to leave it alone.
     *
     * @param kept what is left of the request from now on: nothing personal
     */
    public Uni<Boolean> sending(UUID id, byte[] kept) {
        return transactions.inTransaction(session -> session.createMutationQuery(
                        "update Ramp set submission = ?1, nextCheckAt = ?2, request = ?5 where id = ?3 and submission = ?4")
                .setParameter(1, Submission.SENDING)
                .setParameter(2, Instant.now().plus(schedule.senderLease()))
                .setParameter(3, id)
                .setParameter(4, Submission.RESERVED)
                .setParameter(5, kept)
                .executeUpdate()
                .map(rows -> rows == 1));
    }

    /** Takes back a reservation that the provider certainly has not got. @param held as its holder left it; if it is not so any more, it stays */
    public Uni<Void> release(UUID id, Submission held) {
        return transactions.inTransaction(
                session -> session.createMutationQuery("delete from Ramp where id = ?1 and submission = ?2")
                        .setParameter(1, id)
                        .setParameter(2, held)
                        .executeUpdate()
                        .replaceWithVoid());
    }

    /** Applies a command of ours. */
    public Uni<Change> apply(UUID id, RampCommand command, Cause cause) {
        return changed(s -> s.find(Ramp.class, id, LockModeType.PESSIMISTIC_WRITE), command, new Source(cause, null))
                .map(change -> change.orElseThrow(() -> new NoSuchElementException("no ramp " + id)));
    }

    /**
     * Applies what a webhook says.
     *
     * @return empty when no ramp with the provider's id is known (yet)
     */
    public Uni<Optional<Change>> report(String provider, String eventId, RampNews news) {
        return changed(
                s -> s.createSelectionQuery("from Ramp where provider = ?1 and providerRampId = ?2", Ramp.class)
                        .setParameter(1, provider)
                        .setParameter(2, news.providerRampId())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getSingleResultOrNull(),
                new RampCommand.Report(news),
                new Source(Cause.WEBHOOK, eventId));
    }

    private interface Finder {
        Uni<@Nullable Ramp> find(Mutiny.Session session);
    }

    private Uni<Optional<Change>> changed(Finder finder, RampCommand command, Source source) {
        return transactions
                .inTransaction(session -> finder.find(session)
                        .flatMap(ramp -> ramp == null
                                ? Uni.createFrom().item(Optional.<Change>empty())
                                : changed(session, ramp, command, source).map(Optional::of)))
                .invoke(relay::wake);
    }

    private Uni<Change> changed(Mutiny.Session session, Ramp ramp, RampCommand command, Source source) {
        return heardBefore(session, ramp, source)
                .flatMap(heard -> heard
                        ? Uni.createFrom().item(new Change(ramp, new Decision.Ignored(Decision.Why.REPEATED)))
                        : save(session, ramp, command, source));
    }

    // A webhook that is delivered again is not even noted again.
    private static Uni<Boolean> heardBefore(Mutiny.Session session, Ramp ramp, Source source) {
        return source.eventId() == null
                ? Uni.createFrom().item(false)
                : session.createSelectionQuery(
                                "select count(*) from TimelineEntry where rampId = ?1 and eventId = ?2", Long.class)
                        .setParameter(1, ramp.id())
                        .setParameter(2, source.eventId())
                        .getSingleResult()
                        .map(count -> count > 0);
    }

    private Uni<Change> save(Mutiny.Session session, Ramp ramp, RampCommand command, Source source) {
        Instant now = Instant.now();
        Decision decision = RampRules.decide(ramp.state(), command);
        RampNews news = newsOf(command);
        String stated = news == null ? null : news.statedStatus();
        List<Object> rows = new ArrayList<>();
        switch (decision) {
            case Decision.Accepted accepted -> {
                String verdict = verdict(ramp, accepted);
                List<RampEvent> events = accept(ramp, accepted, source.cause(), now);
                events.forEach(event -> rows.add(OutboxRow.of(event, now)));
                rows.add(new TimelineEntry(ramp, source, stated, verdict, news == null ? null : news.reason(), now));
            }
            case Decision.Ignored ignored -> {
                // Late or repeated webhooks say nothing about the next one.
                if (source.cause() != Cause.WEBHOOK) {
                    ramp.checkAt(schedule.next(ramp, ramp.checks() + 1, now), ramp.checks() + 1);
                }
                // A check that finds nothing new is not worth a line.
                if (source.cause() == Cause.WEBHOOK || ignored.why() == Decision.Why.ILLEGAL) {
                    rows.add(new TimelineEntry(
                            ramp, source, stated, ignored.why().name(), null, now));
                }
            }
        }
        return session.persistAll(rows.toArray()).replaceWith(new Change(ramp, decision));
    }

    private String verdict(Ramp ramp, Decision.Accepted accepted) {
        if (RampRules.reopens(ramp.state(), accepted)) {
            LOG.errorf("ramp %s was told as %s and goes on: %s", ramp.id(), ramp.status(), accepted.statuses());
            registry.counter(
                            "pasarela.ramps.reopened",
                            "provider",
                            ramp.provider(),
                            "after",
                            ramp.status().name())
                    .increment();
            return TimelineEntry.REOPENED;
        }
        return accepted.statuses().isEmpty() ? TimelineEntry.NOTED : TimelineEntry.ACCEPTED;
    }

    private List<RampEvent> accept(Ramp ramp, Decision.Accepted accepted, Cause cause, Instant now) {
        ramp.submitted(accepted.submission());
        if (accepted.news() != null) {
            ramp.takeOver(accepted.news());
        }
        List<RampEvent> events = new ArrayList<>();
        for (RampStatus next : accepted.statuses()) {
            RampStatus previous = ramp.sequence() == 0 ? null : ramp.status();
            ramp.step(next, now);
            events.add(new RampEvent(ramp.snapshot(), previous, ramp.sequence(), cause));
        }
        ramp.checkAt(schedule.next(ramp, 0, now), 0);
        return events;
    }

    private static @Nullable RampNews newsOf(RampCommand command) {
        return switch (command) {
            case RampCommand.Confirm confirm -> confirm.news();
            case RampCommand.Report report -> report.news();
            case RampCommand.Doubt _, RampCommand.Abandon _, RampCommand.Expire _ -> null;
        };
    }
}
