package io.pasarela.system.notices;

import io.pasarela.contracts.events.RampEvent;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.NotificationService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.TopicWriter;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Two replicas of notification-service for all tests of streams: one reads the topic and the other, which reads none, hears of what is new by the
 * bell only. In a hurry with everything but their looks at the table, so that a bell that does not ring is noticed.
 */
final class Replicas {

    static final String DATABASE = "notices_of_replicas";

    private static final int REDIS_DATABASE = 8;
    private static final String HURRY = """
            pasarela.notifications.ticket-valid-for=1S
            pasarela.notifications.streams.per-user=3
            pasarela.notifications.streams.per-node=30
            pasarela.notifications.streams.per-clients-users=20
            pasarela.notifications.streams.slow-for=2S
            pasarela.notifications.streams.look-every=60S
            pasarela.notifications.streams.heartbeat=1S
            pasarela.notifications.streams.unacknowledged=2
            pasarela.notifications.streams.reconnect-jitter=1S
            pasarela.notifications.retention.every=1S
            mp.messaging.incoming.ramps.session.timeout.ms=6000
            """;

    private static final Replicas INSTANCE = new Replicas();

    private final RunningSystem system = RunningSystem.get();
    private final NotificationService reader;
    private final NotificationService listener;
    private final TopicWriter topics;

    private Replicas() {
        reader = start("mp.messaging.incoming.ramps.group.id=notices-reader\n");
        listener = start("""
                mp.messaging.incoming.ramps.group.id=notices-listener
                mp.messaging.incoming.ramps.topic=users
                """);
        topics = new TopicWriter(system.sandbox().kafkaBootstrap());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            reader.close();
            listener.close();
        }));
        reader.awaitReady();
        listener.awaitReady();
    }

    private NotificationService start(String properties) {
        return NotificationService.start(system, DATABASE, REDIS_DATABASE, HURRY + properties);
    }

    static Replicas get() {
        return INSTANCE;
    }

    RunningSystem system() {
        return system;
    }

    /** Reads the topic. */
    NotificationService reader() {
        return reader;
    }

    /** Reads no topic. */
    NotificationService listener() {
        return listener;
    }

    void tell(List<RampEvent> changes) {
        topics.ramps(changes);
    }

    static String newUser() {
        return "ana-" + UUID.randomUUID();
    }

    /** A token of the demo client's user. */
    String token(String user, Duration lifetime) {
        return system.sandbox().issuer().token(Client.DEMO_APP, user, lifetime, "notifications:read");
    }

    Gateway ana(NotificationService replica, String user) {
        return replica.with(token(user, Duration.ofHours(1)));
    }

    void sql(String statement) {
        NotificationService.sql(system, DATABASE, statement);
    }
}
