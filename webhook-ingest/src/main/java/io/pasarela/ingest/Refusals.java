package io.pasarela.ingest;

import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Answers failed verifications at the ticks of a clock that knows nothing of them: the first tick that comes a while after the body did.
 * So the moment of an answer does not tell how long the verification took.
 */
@Singleton
class Refusals {

    private static final long TICK_MILLIS = 20;
    private static final long AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);

    private record Refusal(HttpServerRequest request, Lane lane, long due) {}

    private final Queue<Refusal> waiting = new ConcurrentLinkedQueue<>();
    private final Vertx vertx;

    Refusals(Vertx vertx) {
        this.vertx = vertx;
    }

    void onStart(@Observes StartupEvent event) {
        vertx.setPeriodic(TICK_MILLIS, _ -> answer());
    }

    /** @param started when the body was there, in nanoseconds of {@link System#nanoTime()} */
    void add(HttpServerRequest request, Lane lane, long started) {
        waiting.add(new Refusal(request, lane, started + AFTER_NANOS));
    }

    private void answer() {
        long now = System.nanoTime();
        for (Refusal next = waiting.peek(); next != null && next.due() - now <= 0; next = waiting.peek()) {
            waiting.poll();
            HttpServerRequest request = next.request();
            next.lane().run(() -> Answers.notGenuine(request));
        }
    }
}
