package io.pasarela.notification.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * When the process is asked to stop, readiness goes down at once ({@code quarkus.shutdown.delay}); half of that time later, when balancers have
 * had time to see it, everybody is told to come back, and by the end of it everybody is gone.
 */
@ApplicationScoped
class Draining {

    private final Loops loops;
    private final Vertx vertx;
    private final Duration delay;

    Draining(
            Loops loops,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.shutdown.delay", defaultValue = "0S") Duration delay) {
        this.loops = loops;
        this.vertx = vertx;
        this.delay = delay;
    }

    void askedToStop(@Observes ShutdownDelayInitiatedEvent event) {
        vertx.setTimer(Math.max(1, delay.toMillis() / 2), _ -> loops.drain());
    }

    /** Where no delay is configured. */
    void stop(@Observes ShutdownEvent event) {
        loops.drain();
    }
}
