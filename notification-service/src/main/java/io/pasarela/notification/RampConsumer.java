package io.pasarela.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.contracts.events.RampEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Reads topic {@code ramps}. A record that can never be read or stored parks in the dead-letter topic; while the database is away the
 * partition waits.
 */
@ApplicationScoped
class RampConsumer {

    private static final Logger LOG = Logger.getLogger(RampConsumer.class);
    private static final ObjectMapper JSON = Wire.mapper();
    private static final Duration STORE_WITHIN = Duration.ofSeconds(30);
    private static final Duration FIRST_WAIT = Duration.ofMillis(200);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Notices notices;
    private final Bell bell;

    RampConsumer(Notices notices, Bell bell) {
        this.notices = notices;
        this.bell = bell;
    }

    // Deferred, so that a failure is handed on: thrown, it would be logged by the framework with all that it quotes.
    @Incoming("ramps")
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) {
        return isChange(record)
                ? Uni.createFrom().deferred(() -> take(record))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> take(ConsumerRecord<String, byte[]> record) {
        RampEvent event = event(record);
        UUID id = eventId(record);
        String user = event.ramp().userExternalId();
        String data = new String(record.value(), StandardCharsets.UTF_8);
        return notices.store(id, event.type(), event, data)
                .ifNoItem()
                .after(STORE_WITHIN)
                .fail()
                .onFailure(RampConsumer::mayPass)
                .invoke(failure -> LOG.warnf(
                        "change %s will be tried again: %s",
                        id, failure.getClass().getName()))
                .onFailure(RampConsumer::mayPass)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .invoke(() -> bell.ring(new Bell.Ring(event.ramp().client(), user)))
                .replaceWithVoid();
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
            Objects.requireNonNull(event.ramp().client(), "client");
            Objects.requireNonNull(event.ramp().userExternalId(), "userExternalId");
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

    /** Whether trying again can help: not with what the database refuses to store (SQLSTATE class 22). */
    private static boolean mayPass(Throwable failure) {
        return !(failure instanceof PgException refused
                && refused.getSqlState() != null
                && refused.getSqlState().startsWith("22"));
    }

    /** A record that makes no sense; reading it again will not help. The message never quotes it. */
    static final class UnreadableChange extends RuntimeException {
        UnreadableChange(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
