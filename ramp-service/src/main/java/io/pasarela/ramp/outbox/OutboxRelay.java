package io.pasarela.ramp.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Publishes what the outbox holds. Only the oldest row of each key is ever taken, and it is locked while it is sent, so replicas can work
 * side by side and one ramp's events still leave in order. Woken after each commit; a tick every second is the safety net.
 */
@ApplicationScoped
public class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
    private static final int BATCH_MAX = 200;
    private static final Duration SEND_WITHIN = Duration.ofSeconds(10);

    /** A database that says nothing for so long is as good as away; the next tick tries again. */
    private static final Duration BATCH_WITHIN = Duration.ofSeconds(30);

    private static final String TAKE = """
            select o.id, o.topic, o.key, o.event_id, o.type, o.data, o.created_at from outbox o
            where not exists (select 1 from outbox p where p.topic = o.topic and p.key = o.key and p.id < o.id)
            order by o.id limit $1 for update skip locked
            """;

    private final Pool pool;
    private final MutinyEmitter<byte[]> emitter;
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean wanted = new AtomicBoolean();
    private final AtomicLong published;
    private volatile boolean stopped;

    OutboxRelay(Pool pool, @Channel("outbox") MutinyEmitter<byte[]> emitter, MeterRegistry registry) {
        this.pool = pool;
        this.emitter = emitter;
        this.published = registry.gauge("pasarela.outbox.published", new AtomicLong());
    }

    /** Says that there is something to publish. Returns at once. */
    @Scheduled(every = "1s", delayed = "1s")
    public void wake() {
        wanted.set(true);
        if (!stopped && running.compareAndSet(false, true)) {
            drain();
        }
    }

    /** What is not published by now is published by the next process. */
    void stop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void drain() {
        wanted.set(false);
        batch().ifNoItem().after(BATCH_WITHIN).fail().subscribe().with(this::after, failure -> {
            LOG.warnf("events wait in the outbox: %s", failure.toString());
            running.set(false);
        });
    }

    private void after(int sent) {
        published.addAndGet(sent);
        if (sent > 0) {
            drain();
            return;
        }
        running.set(false);
        // Somebody may have called between our look and now.
        if (wanted.get() && running.compareAndSet(false, true)) {
            drain();
        }
    }

    private Uni<Integer> batch() {
        return pool.withTransaction(connection -> connection
                .preparedQuery(TAKE)
                .execute(Tuple.of(BATCH_MAX))
                .flatMap(rows -> {
                    List<Uni<Optional<Long>>> sends = new ArrayList<>();
                    rows.forEach(row -> sends.add(send(row)));
                    return sends.isEmpty() ? Uni.createFrom().item(0) : deleted(connection, sends);
                }));
    }

    // What Kafka did not take stays, and holds back its own key only.
    private static Uni<Integer> deleted(SqlConnection connection, List<Uni<Optional<Long>>> sends) {
        return Uni.join().all(sends).andFailFast().flatMap(sent -> {
            Long[] ids = sent.stream().flatMap(Optional::stream).toArray(Long[]::new);
            return connection
                    .preparedQuery("delete from outbox where id = any($1)")
                    .execute(Tuple.of(ids))
                    .replaceWith(ids.length);
        });
    }

    private Uni<Optional<Long>> send(Row row) {
        OffsetDateTime createdAt = row.getOffsetDateTime("created_at");
        var event = OutgoingCloudEventMetadata.<byte[]>builder()
                .withId(row.getUUID("event_id").toString())
                .withType(row.getString("type"))
                .withSource(URI.create("urn:pasarela:ramp-service"))
                .withSubject(row.getString("key"))
                .withTimestamp(createdAt.toZonedDateTime())
                .withDataContentType("application/json")
                .build();
        var record = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(row.getString("topic"))
                .withKey(row.getString("key"))
                .build();
        byte[] data = row.getString("data").getBytes(StandardCharsets.UTF_8);
        return emitter.sendMessage(Message.of(data).addMetadata(event).addMetadata(record))
                .ifNoItem()
                .after(SEND_WITHIN)
                .fail()
                .replaceWith(Optional.of(row.getLong("id")))
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("event %s waits in the outbox: %s", row.getUUID("event_id"), failure.toString()))
                .onFailure()
                .recoverWithItem(Optional.empty());
    }
}
