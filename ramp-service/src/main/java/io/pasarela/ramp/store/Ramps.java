package io.pasarela.ramp.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.counts.RampCounts;
import io.pasarela.ramp.counts.RampCounts.Step;
import io.pasarela.ramp.domain.Decision;
import io.pasarela.ramp.domain.RampCommand;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.domain.RampRules;
import io.pasarela.ramp.domain.RampState.Submission;
import io.pasarela.ramp.outbox.OutboxRelay;
import io.pasarela.ramp.outbox.OutboxRow;
import io.pasarela.ramp.store.TimelineEntry.Source;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one door through which a ramp changes: decide, save state and events in one transaction, and only then let anything leave. */
@ApplicationScoped
public class Ramps {

    private static final Logger LOG = Logger.getLogger(Ramps.class);

    /** A database that says nothing for so long is as good as away. Whether it committed is asked again, not guessed. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final Pool pool;
    private final OutboxRelay relay;
    private final CheckSchedule schedule;
    private final MeterRegistry registry;
    private final RampCounts counts;

    Ramps(Pool pool, OutboxRelay relay, CheckSchedule schedule, MeterRegistry registry, RampCounts counts) {
        this.pool = pool;
        this.relay = relay;
        this.schedule = schedule;
        this.registry = registry;
        this.counts = counts;
    }

    /** What came of a command. @param steps that the ramp took, one for each event */
    public record Change(Ramp ramp, Decision decision, List<Step> steps) {}

    /**
     * Stores a ramp before it is sent.
     *
     * @return the ramp; empty, with nothing stored, when its {@code externalId} or its quotation was used before
     */
    public Uni<Optional<Ramp>> reserve(NewRamp made, byte[] request) {
        Ramp ramp = new Ramp(made, request, Instant.now(), schedule.senderLease());
        return rowsOf(pool.preparedQuery(RampStatements.RESERVE).execute(RampStatements.reservation(ramp)))
                .map(rows -> rows == 1 ? Optional.of(ramp) : Optional.empty());
    }

    /**
     * Notes that the ramp is about to be sent. Only after this may anything leave, and only for the one who got true: everybody else who holds
     * the same reservation has to leave it alone.
     *
     * @param kept what is left of the request from now on: nothing personal
     */
    public Uni<Boolean> sending(UUID id, byte[] kept) {
        OffsetDateTime lease = OffsetDateTime.now(ZoneOffset.UTC).plus(schedule.senderLease());
        return rowsOf(pool.preparedQuery(RampStatements.SENDING).execute(Tuple.of(id, lease, Buffer.buffer(kept))))
                .map(rows -> rows == 1);
    }

    /** Takes back a reservation that the provider certainly has not got. @param held as its holder left it; if it is not so any more, it stays */
    public Uni<Void> release(UUID id, Submission held) {
        return rowsOf(pool.preparedQuery(RampStatements.RELEASE).execute(Tuple.of(id, held.name())))
                .replaceWithVoid();
    }

    /** Applies a command of ours. */
    public Uni<Change> apply(UUID id, RampCommand command, Cause cause) {
        return changed(
                        connection -> locked(connection, RampStatements.LOCK, Tuple.of(id)),
                        command,
                        new Source(cause, null))
                .map(change -> change.orElseThrow(() -> new NoSuchElementException("no ramp " + id)));
    }

    /**
     * Applies what a webhook says. One that is delivered again is not even noted again.
     *
     * @return empty when no ramp with the provider's id is known (yet)
     */
    public Uni<Optional<Change>> report(String provider, String eventId, RampNews news) {
        return changed(
                connection -> lockedUnheard(connection, provider, news.providerRampId(), eventId),
                new RampCommand.Report(news),
                new Source(Cause.WEBHOOK, eventId));
    }

    /** A ramp that is ours until the transaction ends. @param heard whether the webhook was taken over before */
    private record Locked(Ramp ramp, boolean heard) {}

    private interface Finder {
        Uni<Optional<Locked>> find(SqlConnection connection);
    }

    private static Uni<Optional<Locked>> locked(SqlConnection connection, String sql, Tuple key) {
        return connection
                .preparedQuery(sql)
                .execute(key)
                .map(rows -> RampStatements.ramp(rows).map(ramp -> new Locked(ramp, false)));
    }

    // Both are sent at once and answered one after the other: what is looked for is looked for once the lock is ours.
    private static Uni<Optional<Locked>> lockedUnheard(
            SqlConnection connection, String provider, String providerRampId, String eventId) {
        return Uni.combine()
                .all()
                .unis(
                        locked(connection, RampStatements.LOCK_TOLD, Tuple.of(provider, providerRampId)),
                        connection
                                .preparedQuery(RampStatements.HEARD)
                                .execute(Tuple.of(provider, providerRampId, eventId)))
                .with((ramp, heard) -> ramp.map(it -> new Locked(it.ramp(), heard.size() > 0)));
    }

    private Uni<Optional<Change>> changed(Finder finder, RampCommand command, Source source) {
        return pool.withTransaction(connection -> finder.find(connection)
                        .flatMap(found -> found.map(it ->
                                        changed(connection, it, command, source).map(Optional::of))
                                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))))
                .ifNoItem()
                .after(WITHIN)
                .fail()
                .invoke(relay::wake)
                .invoke(change -> change.ifPresent(it -> counts.committed(it.decision(), it.steps(), source.cause())));
    }

    private Uni<Change> changed(SqlConnection connection, Locked locked, RampCommand command, Source source) {
        return locked.heard()
                ? Uni.createFrom()
                        .item(new Change(locked.ramp(), new Decision.Ignored(Decision.Why.REPEATED), List.of()))
                : save(connection, locked.ramp(), command, source);
    }

    private static Uni<Integer> rowsOf(Uni<RowSet<Row>> executed) {
        return executed.map(RowSet::rowCount).ifNoItem().after(WITHIN).fail();
    }

    private Uni<Change> save(SqlConnection connection, Ramp ramp, RampCommand command, Source source) {
        Instant now = Instant.now();
        Decision decision = RampRules.decide(ramp.state(), command);
        List<Step> steps = new ArrayList<>();
        RampNews news = newsOf(command);
        String stated = news == null ? null : news.statedStatus();
        Uni<?> saved =
                switch (decision) {
                    case Decision.Accepted accepted -> {
                        String verdict = verdict(ramp, accepted);
                        steps.addAll(accept(ramp, accepted, source.cause(), now));
                        yield RampStatements.save(
                                connection,
                                ramp,
                                steps.stream()
                                        .map(step -> OutboxRow.of(step.event(), now))
                                        .toList(),
                                new TimelineEntry(
                                        ramp, source, stated, verdict, news == null ? null : news.reason(), now));
                    }
                    case Decision.Ignored ignored -> ignored(connection, ramp, source, ignored.why(), stated, now);
                };
        return saved.replaceWith(new Change(ramp, decision, steps));
    }

    private Uni<Void> ignored(
            SqlConnection connection,
            Ramp ramp,
            Source source,
            Decision.Why why,
            @Nullable String stated,
            Instant now) {
        Uni<Void> saved = Uni.createFrom().voidItem();
        // Late or repeated webhooks say nothing about the next one.
        if (source.cause() != Cause.WEBHOOK) {
            ramp.checkAt(schedule.next(ramp, ramp.checks() + 1, now), ramp.checks() + 1);
            saved = RampStatements.update(connection, ramp);
        }
        // A check that finds nothing new is not worth a line.
        if (source.cause() == Cause.WEBHOOK || why == Decision.Why.ILLEGAL) {
            TimelineEntry line = new TimelineEntry(ramp, source, stated, why.name(), null, now);
            saved = saved.chain(() -> RampStatements.note(connection, line));
        }
        return saved;
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

    private List<Step> accept(Ramp ramp, Decision.Accepted accepted, Cause cause, Instant now) {
        ramp.submitted(accepted.submission());
        if (accepted.news() != null) {
            ramp.takeOver(accepted.news());
        }
        List<Step> steps = new ArrayList<>();
        for (RampStatus next : accepted.statuses()) {
            RampStatus previous = ramp.sequence() == 0 ? null : ramp.status();
            Duration lasted = ramp.step(next, now);
            steps.add(new Step(new RampEvent(ramp.snapshot(), previous, ramp.sequence(), cause), lasted));
        }
        ramp.checkAt(schedule.next(ramp, 0, now), 0);
        return steps;
    }

    private static @Nullable RampNews newsOf(RampCommand command) {
        return switch (command) {
            case RampCommand.Confirm confirm -> confirm.news();
            case RampCommand.Report report -> report.news();
            case RampCommand.Doubt _, RampCommand.Abandon _, RampCommand.Expire _ -> null;
        };
    }
}
