package io.pasarela.notification.access;

import io.pasarela.notification.Bell;
import io.pasarela.notification.retention.RetentionConfig;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which passes were ended before their tokens expire. They are kept in PostgreSQL; every replica knows them all, learns of a new one by the bell,
 * and looks by itself every few seconds in case a ring was lost.
 */
@ApplicationScoped
public class Revocations {

    private static final Logger LOG = Logger.getLogger(Revocations.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    /** A transaction may commit after one that has a higher id; so far back is looked again. */
    private static final int OVERLAP = 1000;

    private static final int READ_AT_ONCE = 10_000;

    /** Between two looks, however many passes are ended: each look goes through all streams. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    /** @param subject as tokens state it: the client's own is the client */
    private record Whose(String client, String subject) {}

    private final Pool pool;
    private final Bell bell;
    private final Duration keptFor;
    private final Map<Whose, Instant> latest = new ConcurrentHashMap<>();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile long seen;
    private volatile boolean known;
    private @Nullable Uni<Void> underWay;
    private @Nullable Uni<Void> waiting;

    Revocations(Pool pool, Bell bell, RetentionConfig retention) {
        this.pool = pool;
        this.bell = bell;
        this.keptFor = retention.revocations();
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        lookQuietly();
        bell.onRing(rings -> {
            if (rings.revoked()) {
                lookQuietly();
            }
        });
        vertx.setPeriodic(LOOK_EVERY.toMillis(), _ -> {
            forgetOld();
            lookQuietly();
        });
    }

    /** Whether they have been read at all; nobody is let in before. */
    boolean areKnown() {
        return known;
    }

    /** Whether the pass was ended. */
    public boolean concern(Pass pass) {
        String client = pass.caller().client();
        return isBefore(
                pass, latest.get(new Whose(client, pass.caller().endUser().orElse(client))));
    }

    private static boolean isBefore(Pass pass, @Nullable Instant revokedAt) {
        return revokedAt != null && !pass.issuedAt().isAfter(revokedAt);
    }

    /** Ends every pass of that subject that was issued until now. */
    Uni<Void> revoke(String client, String subject) {
        return pool.preparedQuery("insert into revocations (client, subject) values ($1, $2)")
                .execute(Tuple.of(client, subject))
                .chain(this::look)
                .invoke(bell::revoked);
    }

    /** Runs this whenever there may be new ones. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    private void lookQuietly() {
        look().subscribe()
                .with(
                        _ -> {},
                        failure -> LOG.warnf(
                                "revocations cannot be read: %s",
                                failure.getClass().getSimpleName()));
    }

    /** One look at a time: who asks while one is under way shares the next, which sees all that was stored before. */
    private synchronized Uni<Void> look() {
        if (waiting == null) {
            Uni<Void> before = underWay == null
                    ? Uni.createFrom().voidItem()
                    : underWay.onFailure().recoverWithNull().onItem().delayIt().by(PAUSE);
            waiting = before.invoke(this::begins)
                    .chain(this::read)
                    .onTermination()
                    .invoke(this::ended)
                    .memoize()
                    .indefinitely();
        }
        return waiting;
    }

    private synchronized void begins() {
        underWay = waiting;
        waiting = null;
    }

    private synchronized void ended() {
        if (waiting == null) {
            underWay = null;
        }
    }

    private Uni<Void> read() {
        return pool.preparedQuery(
                        "select id, client, subject, revoked_at from revocations where id > $1 order by id limit $2")
                .execute(Tuple.of(seen - OVERLAP, READ_AT_ONCE))
                .flatMap(rows -> {
                    boolean news = false;
                    for (Row row : rows) {
                        news |= note(row);
                    }
                    if (news) {
                        listeners.forEach(Runnable::run);
                    }
                    if (rows.size() == READ_AT_ONCE) {
                        return read();
                    }
                    known = true;
                    return Uni.createFrom().voidItem();
                });
    }

    // As the table does: tokens that were issued before have expired.
    private void forgetOld() {
        Instant before = Instant.now().minus(keptFor);
        latest.values().removeIf(at -> at.isBefore(before));
    }

    private boolean note(Row row) {
        Instant at = row.getOffsetDateTime("revoked_at").toInstant();
        Whose whose = new Whose(row.getString("client"), row.getString("subject"));
        seen = Math.max(seen, row.getLong("id"));
        Instant known = latest.get(whose);
        if (known != null && !at.isAfter(known)) {
            return false;
        }
        latest.put(whose, at);
        return true;
    }
}
