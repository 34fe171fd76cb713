package io.pasarela.quote.kept;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Puts back what Redis has lost: whenever the marker is missing, one replica reads the topics from their beginnings. */
@ApplicationScoped
public class Rebuild {

    private static final Logger LOG = Logger.getLogger(Rebuild.class);

    private final Marker marker;
    private final TopicReader topics;
    private final KeptConfig config;
    private final MeterRegistry registry;
    private final AtomicInteger ready;
    private final Semaphore wanted = new Semaphore(0);
    private volatile boolean stopped;

    Rebuild(Marker marker, TopicReader topics, KeptConfig config, MeterRegistry registry) {
        this.marker = marker;
        this.topics = topics;
        this.config = config;
        this.registry = registry;
        this.ready = registry.gauge("pasarela.kept.ready", new AtomicInteger());
    }

    void start(@Observes StartupEvent event) {
        Thread.ofPlatform().daemon().name("kept-rebuild").start(this::watch);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true;
        wanted.release();
    }

    /** Says that somebody found the marker missing. Returns at once. */
    public void wake() {
        if (wanted.availablePermits() == 0) {
            wanted.release();
        }
    }

    private void watch() {
        while (!stopped) {
            try {
                boolean complete = lookAfter();
                ready.set(complete ? 1 : 0);
                if (wanted.tryAcquire(config.lookEvery().toMillis(), TimeUnit.MILLISECONDS) && !complete) {
                    // Asked for while it could not be done: the next try is not to be at once.
                    TimeUnit.MILLISECONDS.sleep(Math.min(200, config.lookEvery().toMillis()));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean lookAfter() {
        try {
            Marker.State state = marker.look();
            return state == Marker.State.READY || (state == Marker.State.MISSING && rebuild());
        } catch (RuntimeException e) {
            LOG.warnf(
                    "whether Redis holds everything cannot be told: %s",
                    e.getClass().getName());
            return false;
        }
    }

    private boolean rebuild() {
        String token = UUID.randomUUID().toString();
        if (marker.begin(token) != Marker.State.MINE) {
            return false;
        }
        Instant begun = Instant.now();
        LOG.info("Redis does not hold everything: it is read again from the topics");
        String outcome = "failed";
        try {
            boolean whole = topics.readAll(() -> !stopped && marker.renew(token) == Marker.State.MINE)
                    && marker.complete(token) == Marker.State.READY;
            outcome = whole ? "completed" : "abandoned";
            return whole;
        } finally {
            if (!outcome.equals("completed")) {
                marker.release(token);
            }
            Duration took = Duration.between(begun, Instant.now());
            registry.timer("pasarela.kept.rebuilds", "outcome", outcome).record(took);
            LOG.infof("reading the topics again has %s after %d ms", outcome, took.toMillis());
        }
    }
}
