package io.pasarela.notification;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Tells streams on every replica that somebody's notices have grown. It carries no notice, so a ring that is lost costs a moment: streams
 * look by themselves now and then, and Redis may come and go.
 */
@ApplicationScoped
class Bell {

    /** Whose notices have grown. */
    record Ring(String client, String subject) {}

    private static final Logger LOG = Logger.getLogger(Bell.class);
    private static final String CHANNEL = "pasarela:notices";
    private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
    private static final Duration RECONNECT_LAST = Duration.ofSeconds(5);

    private final ReactivePubSubCommands<Ring> redis;
    private final BroadcastProcessor<Ring> rings = BroadcastProcessor.create();

    Bell(ReactiveRedisDataSource redis) {
        this.redis = redis.pubsub(Ring.class);
    }

    void listen(@Observes StartupEvent event) {
        Multi.createFrom()
                .deferred(() -> redis.subscribe(CHANNEL))
                // A connection that ends completes the subscription without a failure.
                .onCompletion()
                .failWith(() -> new IllegalStateException("the subscription ended"))
                .onFailure()
                .invoke(failure -> LOG.warnf("no rings from other replicas for now: %s", failure.toString()))
                .onFailure()
                .retry()
                .withBackOff(RECONNECT_FIRST, RECONNECT_LAST)
                .indefinitely()
                .subscribe()
                .with(rings::onNext);
    }

    /** Rings here at once, and elsewhere through Redis. */
    void ring(Ring ring) {
        rings.onNext(ring);
        redis.publish(CHANNEL, ring)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("ring not heard elsewhere: %s", failure.toString()));
    }

    /** Every ring from now on; a slow listener gets the latest one and misses those before it. */
    Multi<Ring> rings() {
        return rings.onOverflow().dropPreviousItems();
    }
}
