package io.pasarela.notification.live;

import io.pasarela.notification.access.Pass;
import io.pasarela.notification.live.Connection.End;
import io.pasarela.notification.live.Connection.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One open stream, a reader of the table with a position of its own. It reads by itself until it has come as far as the hub, and from then on
 * is handed what the hub reads. Used on the event loop of its connection only.
 */
final class Listener {

    private static final Logger LOG = Logger.getLogger(Listener.class);

    /** Read from the table at a time; a listener that lags further reads again. */
    private static final int BATCH_MAX = 100;

    /** Ramps in a snapshot. */
    private static final int SNAPSHOT_MAX = 500;

    private enum Phase {
        /** Where to begin is not known yet. */
        OPENING,
        /** Behind the hub, and reading or about to read. */
        READING,
        /** Handed what the hub reads. */
        LIVE,
        CLOSED
    }

    private final Opening opening;
    private final Connection connection;
    private final History history;
    private final Hub hub;
    private final Context context;

    private Phase phase = Phase.OPENING;
    private long position;
    /** How far the hub has come. */
    private long reached;
    /** Whether everything up to the position was told, or told to be missing. A stream that begins somewhere in the past promises nothing of before. */
    private boolean continuous;
    /** Whether a statement is under way for this listener, and how far the hub had come when it began. */
    private boolean asking;

    private long reachedWhenAsked;
    private boolean joining;
    /** Since when the connection has taken nothing though there was something, by {@link System#nanoTime}; 0 while it takes all. */
    private long fullSince;

    private @Nullable Crowd crowd;

    Listener(Opening opening, Connection connection, History history, Hub hub, Context context) {
        this.opening = opening;
        this.continuous = opening.position().isPresent();
        this.connection = connection;
        this.history = history;
        this.hub = hub;
        this.context = context;
        connection.whenWritable(this::advance);
    }

    Key key() {
        return Key.of(opening.audience());
    }

    Pass pass() {
        return opening.pass();
    }

    Context context() {
        return context;
    }

    /** Begins, or goes on with what had to stop, as far as the connection takes it. */
    void advance() {
        if (asking || phase == Phase.CLOSED || phase == Phase.LIVE) {
            return;
        }
        if (phase == Phase.OPENING) {
            ask(history.standing(opening.audience(), opening.after(0)), this::begin);
        } else if (crowd != null && position >= reached) {
            phase = Phase.LIVE;
            continuous = true;
            fullSince = 0;
        } else if (!connection.isWritable()) {
            fullSince = fullSince == 0 ? System.nanoTime() : fullSince;
        } else {
            ask(history.between(opening.audience(), position, reached, BATCH_MAX), this::read);
        }
    }

    private void begin(History.Standing standing) {
        Optional<Gap.Why> gap = opening.position().flatMap(standing::gap);
        if (gap.isPresent()) {
            tellGap(opening.position().orElseThrow(), gap.get());
            return;
        }
        position = opening.after(standing.recent());
        join(standing.end());
    }

    private void join(long end) {
        phase = Phase.READING;
        joining = true;
        reached = Math.max(reached, end);
        hub.join(this, end);
    }

    /** Answer of the hub to having joined: from now on everything after that position is handed over. */
    void joined(Crowd joined, long hubPosition) {
        if (phase == Phase.CLOSED) {
            hub.leave(this);
            return;
        }
        crowd = joined;
        joined.add(this);
        reached = hubPosition;
        advance();
    }

    private void read(History.Past past) {
        if (past.forgotten() > position && continuous) {
            tellGap(position, Gap.Why.HISTORY_TRIMMED);
            return;
        }
        if (tell(past.notices()) && past.notices().size() < BATCH_MAX) {
            position = Math.max(position, reachedWhenAsked);
        }
        advance();
    }

    private void tellGap(long from, Gap.Why reason) {
        ask(history.state(opening.audience(), SNAPSHOT_MAX + 1), state -> {
            // Without an id: who loses the connection in between comes back with the old position, and is told again.
            connection.tell(null, "gap", new Gap(from, state.position(), reason));
            connection.tell(
                    state.position(), "snapshot", Gap.Snapshot.of(state.newest(), SNAPSHOT_MAX, opening.language()));
            position = state.position();
            continuous = true;
            if (joining) {
                advance();
            } else {
                join(state.position());
            }
        });
    }

    /** What the hub has read, from where it was up to there. */
    void hear(List<Told> notices, long upTo) {
        reached = upTo;
        if (phase == Phase.LIVE) {
            if (tell(notices)) {
                position = Math.max(position, upTo);
            } else {
                phase = Phase.READING;
                advance();
            }
        }
    }

    /** Whether all of them were told, and not only as many as the connection took. */
    private boolean tell(List<Told> notices) {
        for (Told told : notices) {
            if (told.position() > position) {
                if (opening.concerns(told.rampId())) {
                    if (!connection.isWritable()) {
                        return false;
                    }
                    connection.tell(told, opening.language());
                }
                position = told.position();
            }
        }
        return true;
    }

    // A database that is away for a moment must not end the stream: the next look asks again, from the same position.
    private <T> void ask(Uni<T> question, Consumer<T> answer) {
        asking = true;
        reachedWhenAsked = reached;
        question.subscribe()
                .with(
                        found -> context.runOnContext(_ -> {
                            asking = false;
                            if (phase != Phase.CLOSED) {
                                answer.accept(found);
                            }
                        }),
                        failure -> context.runOnContext(_ -> {
                            asking = false;
                            LOG.warnf(
                                    "notices cannot be read: %s",
                                    failure.getClass().getSimpleName());
                        }));
    }

    /**
     * Once a second: goes on with what failed, and ends what may not go on.
     *
     * @param slowForNanos how long a connection may take nothing
     */
    Optional<End> look(long now, long epochSecond, long slowForNanos) {
        if (pass().expiresAt().getEpochSecond() <= epochSecond) {
            return Optional.of(new End(Reason.TOKEN_EXPIRED, null));
        }
        if (fullSince != 0 && connection.isWritable()) {
            fullSince = 0;
        }
        if (fullSince != 0 && now - fullSince > slowForNanos) {
            return Optional.of(new End(Reason.TOO_SLOW, 0L));
        }
        advance();
        return Optional.empty();
    }

    void beat() {
        connection.beat();
    }

    /** Says why and hangs up. */
    void end(End end) {
        if (phase != Phase.CLOSED) {
            connection.end(end);
            closed();
        }
    }

    /** The connection is gone. */
    void closed() {
        if (phase != Phase.CLOSED) {
            phase = Phase.CLOSED;
            if (crowd != null) {
                crowd.remove(this);
                hub.leave(this);
            }
        }
    }
}
