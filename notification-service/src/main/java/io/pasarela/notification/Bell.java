package io.pasarela.notification;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Tells every replica that somebody's notices have grown, or that passes were revoked. It carries neither, so a ring that is lost costs a
 * moment: whoever listens looks by itself now and then, and Redis may come and go.
 */
@ApplicationScoped
public class Bell {

    /** Whose notices have grown. */
    public record Ring(String client, String subject) {}

    /**
     * What has happened.
     *
     * @param from the replica that says so
     * @param revoked whether passes were revoked
     */
    public record Rings(UUID from, List<Ring> grown, boolean revoked) {}

    private static final Logger LOG = Logger.getLogger(Bell.class);
    private static final String CHANNEL = "pasarela:notices";
    private static final Duration RECONNECT_FIRST = Duration.ofMillis(200);
    private static final Duration RECONNECT_LAST = Duration.ofSeconds(5);

    private final ReactivePubSubCommands<Rings> redis;
    private final UUID here = UUID.randomUUID();
    private final List<Consumer<Rings>> listeners = new CopyOnWriteArrayList<>();
    private volatile boolean deaf = true;

    Bell(ReactiveRedisDataSource redis) {
        this.redis = redis.pubsub(Rings.class);
    }

    void listen(@Observes StartupEvent event) {
        Multi.createFrom()
                .deferred(() -> redis.subscribe(CHANNEL))
                .onSubscription()
                .invoke(() -> deaf = false)
                // A connection that ends completes the subscription without a failure.
                .onCompletion()
                .failWith(() -> new IllegalStateException("the subscription ended"))
                .onFailure()
                .invoke(failure -> {
                    deaf = true;
                    LOG.warnf("no rings from other replicas for now: %s", failure.toString());
                })
                .onFailure()
                .retry()
                .withBackOff(RECONNECT_FIRST, RECONNECT_LAST)
                .indefinitely()
                .filter(rings -> !here.equals(rings.from()))
                .subscribe()
                .with(this::hear);
    }

    /** Rings here at once, and elsewhere through Redis. */
    void ring(List<Ring> grown) {
        ring(new Rings(here, grown, false));
    }

    public void revoked() {
        ring(new Rings(here, List.of(), true));
    }

    private void ring(Rings rings) {
        hear(rings);
        redis.publish(CHANNEL, rings)
                .subscribe()
                .with(_ -> {}, failure -> LOG.debugf("ring not heard elsewhere: %s", failure.toString()));
    }

    private void hear(Rings rings) {
        listeners.forEach(listener -> listener.accept(rings));
    }

    /** Hands every ring to this listener, on whatever thread it comes. */
    public void onRing(Consumer<Rings> listener) {
        listeners.add(listener);
    }

    /** Whether rings of other replicas are not heard just now. */
    public boolean isDeaf() {
        return deaf;
    }
}
