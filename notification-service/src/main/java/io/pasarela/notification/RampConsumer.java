package io.pasarela.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.notification.message.Languages;
import io.pasarela.notification.message.Messages;
import io.pasarela.service.TraceParent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

/**
 * Reads topic {@code ramps}, many records at a time and in their order. A record that can never be read or stored parks in the dead-letter
 * topic; while the database is away the partition waits.
 */
@ApplicationScoped
class RampConsumer {

    private static final Logger LOG = Logger.getLogger(RampConsumer.class);
    private static final ObjectMapper JSON = Wire.mapper();

    /** Records that are on their way into the database at once; what is behind them waits in Kafka. */
    private static final int UNDER_WAY_MAX = 512;

    private final Multi<Message<byte[]>> records;
    private final NoticeWriter writer;

    RampConsumer(@Channel("ramps") Multi<Message<byte[]>> records, NoticeWriter writer) {
        this.records = records;
        this.writer = writer;
    }

    void start(@Observes StartupEvent event) {
        records.onItem()
                .transformToUni(this::consume)
                .merge(UNDER_WAY_MAX)
                .subscribe()
                .with(_ -> {}, failure -> LOG.error("topic ramps is not read any more", failure));
    }

    private Uni<Void> consume(Message<byte[]> message) {
        ConsumerRecord<?, byte[]> record = message.getMetadata(IncomingKafkaRecordMetadata.class)
                .orElseThrow()
                .getRecord();
        return Uni.createFrom()
                .deferred(() -> isChange(record)
                        ? take(message, record)
                        : Uni.createFrom().voidItem())
                .onItemOrFailure()
                .transformToUni((_, failure) ->
                        Uni.createFrom().completionStage(failure == null ? message.ack() : message.nack(failure)));
    }

    private Uni<Void> take(Message<byte[]> message, ConsumerRecord<?, byte[]> record) {
        String trace = TracingMetadata.fromMessage(message)
                .map(metadata -> TraceParent.of(metadata.getCurrentContext()))
                .orElse(null);
        return writer.store(
                new Change(eventId(record), event(record), new String(record.value(), StandardCharsets.UTF_8), trace));
    }

    /** A type of event that we do not know comes from a newer ramp-service, and is none of our business. */
    private static boolean isChange(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(EventHeaders.TYPE);
        return header == null
                || header.value() == null
                || PublishedTopic.RAMPS.types().contains(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static RampEvent event(ConsumerRecord<?, byte[]> record) {
        try {
            RampEvent event = JSON.readValue(record.value(), RampEvent.class);
            Objects.requireNonNull(event.ramp().id(), "id");
            Objects.requireNonNull(event.ramp().client(), "client");
            Objects.requireNonNull(event.ramp().userExternalId(), "userExternalId");
            // What cannot be said is found now, and not when it is a notice that streams stumble over. One language is
            // enough: they differ in their templates only, which are complete.
            var _ = Messages.of(event, Languages.DEFAULT);
            return event;
        } catch (IOException | RuntimeException e) {
            throw new UnreadableChange("the record is no event of a ramp", e);
        }
    }

    private static UUID eventId(ConsumerRecord<?, ?> record) {
        Header header = record.headers().lastHeader(EventHeaders.ID);
        try {
            return UUID.fromString(new String(Objects.requireNonNull(header).value(), StandardCharsets.UTF_8));
        } catch (RuntimeException e) {
            throw new UnreadableChange("the record lacks a ce_id that is a UUID", e);
        }
    }

    /** A record that makes no sense; reading it again will not help. The message never quotes it. */
    static final class UnreadableChange extends RuntimeException {
        UnreadableChange(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
