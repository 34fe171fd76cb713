package io.pasarela.notification;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores changes in the order in which they come, as many in one transaction as have come while the last one was under way, and then rings for
 * whom they are. While the database is away everything waits.
 */
@ApplicationScoped
class NoticeWriter {

    private static final Logger LOG = Logger.getLogger(NoticeWriter.class);
    private static final int BATCH_MAX = 200;
    private static final Duration STORE_WITHIN = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private record Waiting(Change change, UniEmitter<? super Void> emitter) {

        void done(@Nullable Throwable failure) {
            if (failure == null) {
                emitter.complete(null);
            } else {
                emitter.fail(failure);
            }
        }
    }

    private final Notices notices;
    private final Bell bell;
    private final Queue<Waiting> waiting = new ArrayDeque<>();
    private boolean writing;

    NoticeWriter(Notices notices, Bell bell) {
        this.notices = notices;
        this.bell = bell;
    }

    /** Completes once the change is stored, now or before. Fails with what the database will always refuse. */
    Uni<Void> store(Change change) {
        return Uni.createFrom().emitter(emitter -> {
            synchronized (this) {
                waiting.add(new Waiting(change, emitter));
            }
            next();
        });
    }

    private void next() {
        List<Waiting> batch = new ArrayList<>();
        synchronized (this) {
            if (writing) {
                return;
            }
            while (batch.size() < BATCH_MAX && !waiting.isEmpty()) {
                batch.add(waiting.remove());
            }
            writing = !batch.isEmpty();
        }
        if (!batch.isEmpty()) {
            write(batch).subscribe().with(_ -> written(), _ -> written());
        }
    }

    private void written() {
        synchronized (this) {
            writing = false;
        }
        next();
    }

    /** All at once, and one by one when the database refuses something in them for what it is. */
    private Uni<Void> write(List<Waiting> batch) {
        return stored(batch.stream().map(Waiting::change).toList())
                .invoke(() -> batch.forEach(one -> one.done(null)))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (batch.size() == 1) {
                        batch.getFirst().done(failure);
                        return Uni.createFrom().voidItem();
                    }
                    return oneByOne(batch, 0);
                });
    }

    private Uni<Void> oneByOne(List<Waiting> batch, int place) {
        return place == batch.size()
                ? Uni.createFrom().voidItem()
                : write(List.of(batch.get(place))).chain(() -> oneByOne(batch, place + 1));
    }

    private Uni<Void> stored(List<Change> changes) {
        return Uni.createFrom()
                .deferred(() -> notices.store(changes))
                .ifNoItem()
                .after(STORE_WITHIN)
                .fail()
                .onFailure(NoticeWriter::mayPass)
                .invoke(failure -> LOG.warnf(
                        "%d changes will be tried again: %s",
                        changes.size(), failure.getClass().getName()))
                .onFailure(NoticeWriter::mayPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .invoke(() ->
                        bell.ring(changes.stream().map(Change::ring).distinct().toList()));
    }

    /** Whether trying again can help: not with what the database refuses to store (SQLSTATE class 22). */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof PgException refused
                && refused.getSqlState() != null
                && refused.getSqlState().startsWith("22"));
    }
}
