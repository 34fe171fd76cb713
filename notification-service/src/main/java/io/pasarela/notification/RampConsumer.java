package io.pasarela.notification;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.RampEvent;
import io.smallrye.mutiny.Uni;
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
 * Reads topic {@code ramps}. A record that can never be read parks in the dead-letter topic; while the database is away the partition waits.
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

    @Incoming("ramps")
    Uni<Void> consume(ConsumerRecord<String, byte[]> record) throws IOException {
        RampEvent event = JSON.readValue(record.value(), RampEvent.class);
        UUID id = UUID.fromString(header(record, "ce_id"));
        String user = Objects.requireNonNull(event.ramp().userExternalId(), "userExternalId");
        String data = new String(record.value(), StandardCharsets.UTF_8);
        return notices.store(id, event.type(), event, data)
                .ifNoItem()
                .after(STORE_WITHIN)
                .fail()
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "change %s will be tried again: %s",
                        id, failure.getClass().getName()))
                .onFailure()
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .invoke(() -> bell.ring(new Bell.Ring(event.ramp().client(), user)))
                .replaceWithVoid();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("the record lacks the header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
