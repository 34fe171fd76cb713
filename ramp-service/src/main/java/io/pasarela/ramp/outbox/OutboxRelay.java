package io.pasarela.ramp.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ramp.outbox.OutboxRows.Batch;
import io.pasarela.ramp.outbox.OutboxRows.Event;
import io.pasarela.ramp.outbox.OutboxSender.Sent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds. A batch owns the keys that it takes, so replicas can work side by side and one ramp's events still leave in
 * order. Woken after each commit; a tick is the safety net.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** A database that says nothing for so long is as good as away; the next tick tries again. */
    private static final Duration BATCH_WITHIN = Duration.ofSeconds(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final OutboxRows rows;
    private final OutboxSender sender;
    private final OutboxConfig config;
    private final Counter published;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong oldestSeconds = new AtomicLong();
    private final AtomicLong parked = new AtomicLong();
    private volatile boolean stopped;

    OutboxRelay(OutboxRows rows, OutboxSender sender, OutboxConfig config, MeterRegistry registry) {
        this.rows = rows;
        this.sender = sender;
        this.config = config;
        this.published = registry.counter("pasarela.outbox.published");
        registry.gauge("pasarela.outbox.events", events);
        registry.gauge("pasarela.outbox.oldest.seconds", oldestSeconds);
        registry.gauge("pasarela.outbox.parked", parked);
    }

    /** Says that there is something to publish. Returns at once. */
    @Scheduled(every = "${pasarela.ramp.outbox.every:1s}", delayed = "1s")
    public void wake() {
        wanted.set(true);
        if (!stopped && running.compareAndSet(false, true)) {
            drain();
        }
    }

    /** What the metrics say about the outbox, every replica about all of it. */
    @Scheduled(every = "5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> count() {
        return rows.backlog()
                .invoke(backlog -> {
                    events.set(backlog.events());
                    oldestSeconds.set(backlog.oldestSeconds());
                    parked.set(backlog.parked());
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /** Begins no further batch and waits for the one at hand. What is not published by then is published by the next process. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        long deadline = System.nanoTime() + config.finishWithin().toNanos();
        while (running.get() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_AGAIN.toMillis()));
        }
    }

    private void drain() {
        wanted.set(false);
        rows.take(config.keys(), config.rows(), this::publish)
                .ifNoItem()
                .after(BATCH_WITHIN)
                .fail()
                .subscribe()
                .with(this::after, failure -> {
                    stays("the database: " + failure.getClass().getSimpleName());
                    running.set(false);
                });
    }

    private void after(int sent) {
        published.increment(sent);
        if (sent > 0 && waiting.compareAndSet(true, false)) {
            LOG.info("events leave the outbox again");
        }
        if (sent > 0 && !stopped) {
            drain();
            return;
        }
        running.set(false);
        // Somebody may have called between our look and now.
        if (!stopped && wanted.get() && running.compareAndSet(false, true)) {
            drain();
        }
    }

    private Uni<Integer> publish(Batch batch) {
        return batch.perKey().isEmpty()
                ? Uni.createFrom().item(0)
                : Uni.join()
                        .all(batch.perKey().stream().map(sender::send).toList())
                        .andFailFast()
                        .flatMap(sent -> noted(batch, sent));
    }

    // What Kafka did not take stays, and holds back its own key only.
    private Uni<Integer> noted(Batch batch, List<Sent> sent) {
        List<Long> ids = new ArrayList<>();
        Uni<Void> refusals = Uni.createFrom().voidItem();
        for (Sent key : sent) {
            ids.addAll(key.ids());
            Event event = key.stoppedAt();
            Throwable failure = key.failure();
            if (event != null && failure != null) {
                if (key.isRefused()) {
                    refusals = refusals.chain(() -> refused(batch, event, failure));
                } else {
                    stays("Kafka: " + failure.getClass().getSimpleName());
                }
            }
        }
        return refusals.chain(() -> batch.published(ids));
    }

    private Uni<Void> refused(Batch batch, Event event, Throwable failure) {
        LOG.warnf(
                "Kafka refuses event %s: %s",
                event.eventId(), failure.getClass().getSimpleName());
        return batch.refused(event.id(), failure.getClass().getSimpleName(), config.refusals());
    }

    // One line when events begin to wait and one when they go on, however many they are.
    private void stays(String why) {
        if (waiting.compareAndSet(false, true)) {
            LOG.warnf("events wait in the outbox for %s", why);
        }
    }
}
