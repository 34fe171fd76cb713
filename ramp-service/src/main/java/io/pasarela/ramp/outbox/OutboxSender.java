package io.pasarela.ramp.outbox;

import io.pasarela.ramp.outbox.OutboxRows.Event;
import io.pasarela.service.TraceParent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.ce.OutgoingCloudEventMetadata;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;

/** Puts events into Kafka. */
@ApplicationScoped
class OutboxSender {

    private static final URI SOURCE = URI.create("urn:pasarela:ramp-service");

    private final MutinyEmitter<byte[]> emitter;
    private final OutboxConfig config;

    OutboxSender(@Channel("outbox") MutinyEmitter<byte[]> emitter, OutboxConfig config) {
        this.emitter = emitter;
        this.config = config;
    }

    /**
     * How far the events of one key got.
     *
     * @param ids of what all in-sync replicas have
     * @param stoppedAt the event that Kafka did not take; absent when it took all
     * @param failure of that event
     */
    record Sent(
            List<Long> ids,
            @Nullable Event stoppedAt,
            @Nullable Throwable failure) {

        /** Whether Kafka refuses the event for what it is, and will refuse it again. Anything else passes. */
        boolean isRefused() {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                if (cause instanceof RecordTooLargeException
                        || cause instanceof RecordBatchTooLargeException
                        || cause instanceof SerializationException
                        || cause instanceof InvalidRecordException) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Sends the events of one key one after the other: none leaves before Kafka has the one before it. */
    Uni<Sent> send(List<Event> events) {
        return next(events, 0, new ArrayList<>());
    }

    private Uni<Sent> next(List<Event> events, int index, List<Long> ids) {
        if (index == events.size()) {
            return Uni.createFrom().item(new Sent(ids, null, null));
        }
        Event event = events.get(index);
        return Uni.createFrom()
                .deferred(() -> emitter.sendMessage(message(event)))
                .ifNoItem()
                .after(config.sendWithin())
                .fail()
                .onItemOrFailure()
                .transformToUni((_, failure) -> {
                    if (failure != null) {
                        return Uni.createFrom().item(new Sent(ids, event, failure));
                    }
                    ids.add(event.id());
                    return next(events, index + 1, ids);
                });
    }

    private static Message<byte[]> message(Event event) {
        var cloudEvent = OutgoingCloudEventMetadata.<byte[]>builder()
                .withId(event.eventId().toString())
                .withType(event.type())
                .withSource(SOURCE)
                .withSubject(event.key())
                .withTimestamp(event.createdAt().toZonedDateTime())
                .withDataContentType("application/json")
                .build();
        var record = OutgoingKafkaRecordMetadata.<String>builder()
                .withTopic(event.topic())
                .withKey(event.key())
                .build();
        return Message.of(event.data().getBytes(StandardCharsets.UTF_8))
                .addMetadata(cloudEvent)
                .addMetadata(record)
                // Not that of whoever woke the relay.
                .addMetadata(TracingMetadata.withCurrent(TraceParent.context(event.traceparent())));
    }
}
