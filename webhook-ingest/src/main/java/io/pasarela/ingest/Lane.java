package io.pasarela.ingest;

import io.pasarela.ingest.door.Connections;
import io.pasarela.ingest.door.Deadlines;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One event loop with the connections that it serves. Kafka acknowledges many webhooks at once, so what becomes of them is gathered, and the
 * loop is woken once for all.
 */
final class Lane {

    private final Context loop;
    private final Deadlines deadlines;
    private final Connections connections;
    private final Queue<Runnable> news = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();

    /** To be made on its event loop. */
    Lane(Vertx vertx, Duration silenceMax) {
        this.loop = vertx.getOrCreateContext();
        this.deadlines = new Deadlines(vertx);
        this.connections = new Connections(vertx, silenceMax);
    }

    /** What must not take too long here. */
    Deadlines deadlines() {
        return deadlines;
    }

    /** The connections that it serves. */
    Connections connections() {
        return connections;
    }

    /** Runs it on the event loop, soon; from whichever thread. */
    void run(Runnable what) {
        news.add(what);
        if (!woken.getPlain() && woken.compareAndSet(false, true)) {
            loop.runOnContext(_ -> runAll());
        }
    }

    private void runAll() {
        woken.set(false);
        for (Runnable next = news.poll(); next != null; next = news.poll()) {
            next.run();
        }
    }
}
