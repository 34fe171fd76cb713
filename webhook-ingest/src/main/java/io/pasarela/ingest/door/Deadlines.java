package io.pasarela.ingest.door;

import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What must not take too long on one event loop, looked at forty times a second: a timer for each would cost more than all the rest of
 * waiting. Only its event loop touches it.
 */
public final class Deadlines {

    private static final Logger LOG = Logger.getLogger(Deadlines.class);

    private static final long TICK_MILLIS = 25;

    /** Something that is waited for. */
    public interface Waiting {

        /** When it has taken too long, in nanoseconds of {@link System#nanoTime()}. */
        long due();

        /** Whether it is waited for no longer. */
        boolean isOver();

        /** Is called once, when it has taken too long. */
        void late();
    }

    private final Deque<Waiting> all = new ArrayDeque<>();

    /** To be made on the event loop that it is for. */
    public Deadlines(Vertx vertx) {
        vertx.setPeriodic(TICK_MILLIS, _ -> look());
    }

    public void add(Waiting waiting) {
        all.add(waiting);
    }

    private void look() {
        long now = System.nanoTime();
        List<Waiting> late = new ArrayList<>(0);
        all.removeIf(waiting -> {
            boolean isLate = !waiting.isOver() && waiting.due() - now <= 0;
            if (isLate) {
                late.add(waiting);
            }
            return isLate || waiting.isOver();
        });
        late.forEach(Deadlines::tell);
    }

    private static void tell(Waiting waiting) {
        try {
            waiting.late();
        } catch (RuntimeException e) {
            // One that fails must not keep the others waiting.
            LOG.errorf("who waits too long could not be told: %s", e.getClass().getName());
        }
    }
}
