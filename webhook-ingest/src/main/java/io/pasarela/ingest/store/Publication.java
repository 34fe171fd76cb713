package io.pasarela.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ingest.store.Claims.Claim;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes each event once: claims it, publishes it, marks it as published, in that order. Whoever comes with the same event meanwhile
 * shares its fate.
 */
@Singleton
public class Publication {

    private static final Logger LOG = Logger.getLogger(Publication.class);

    /** Webhooks that may wait at once, repetitions included. Each holds its request for as long as its sender waits. */
    private static final int WAITING_MAX = 10_000;

    /** What became of a webhook. */
    public enum Outcome {
        /** It is in the topic. */
        PUBLISHED,
        /** Its event already was. */
        DUPLICATE,
        /** Its event already was, with another body: nobody should do that. */
        DUPLICATE_OF_OTHER_BODY,
        /** It is not known to be in the topic. */
        UNAVAILABLE
    }

    private final WebhookTopic topic;
    private final WebhookRecord records;
    private final Claims claims;
    private final ConcurrentMap<String, Delivery> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final FewPerSecond told = new FewPerSecond();

    Publication(WebhookTopic topic, WebhookRecord records, Claims claims, MeterRegistry registry) {
        this.topic = topic;
        this.records = records;
        this.claims = claims;
        registry.gauge("pasarela.webhooks.publishing", waiting);
    }

    /** How many wait to hear their fate. */
    public int waiting() {
        return waiting.get();
    }

    /** Tells once what became of the webhook, on whichever thread; {@code then} must not fail. */
    public void publish(Received received, Consumer<Outcome> then) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            tell(then, Outcome.UNAVAILABLE);
            return;
        }
        String id = received.envelope().eventId();
        Delivery own = new Delivery(id == null ? null : received.provider() + ":" + id, received, then);
        Delivery first = own.event == null ? null : underWay.putIfAbsent(own.event, own);
        if (first != null) {
            first.share(then);
            return;
        }
        try {
            own.publish();
        } catch (RuntimeException | Error e) {
            // Whoever comes next with this event must not wait for one that never will be.
            own.settle(Outcome.UNAVAILABLE);
            throw e;
        }
    }

    private void tell(Consumer<Outcome> then, Outcome outcome) {
        waiting.decrementAndGet();
        then.accept(outcome);
    }

    /** A webhook that is under way, and all who came with the same event meanwhile. */
    private final class Delivery {
        private final @Nullable String event;
        private final Received received;
        private final Consumer<Outcome> then;
        private final List<Consumer<Outcome>> sharers = new ArrayList<>(0);
        private @Nullable Outcome fate;

        Delivery(@Nullable String event, Received received, Consumer<Outcome> then) {
            this.event = event;
            this.received = received;
            this.then = then;
        }

        void publish() {
            // Made here, where the trace of the request is at hand.
            var webhook = records.of(received);
            if (event == null) {
                topic.publish(webhook, received.until(), failure -> settle(outcome(failure)));
                return;
            }
            claims.claim(event, claim -> claimed(event, claim, webhook));
        }

        private void claimed(String claimed, Claim claim, ProducerRecord<byte[], byte[]> webhook) {
            switch (claim) {
                case Claim.Granted _ -> publishClaimed(claimed, webhook);
                case Claim.Elsewhere _ -> settle(Outcome.UNAVAILABLE);
                case Claim.Published(String checksum) -> {
                    boolean same = received.bodyChanges() || checksum.equals(checksum(received.body()));
                    settle(same ? Outcome.DUPLICATE : Outcome.DUPLICATE_OF_OTHER_BODY);
                }
            }
        }

        private void publishClaimed(String claimed, ProducerRecord<byte[], byte[]> webhook) {
            String checksum = checksum(received.body());
            topic.publish(webhook, received.until(), failure -> {
                Outcome outcome = outcome(failure);
                if (outcome == Outcome.PUBLISHED) {
                    claims.published(claimed, checksum);
                } else {
                    claims.givenUp(claimed);
                }
                settle(outcome);
            });
        }

        /** Tells also this one what becomes of the event. */
        void share(Consumer<Outcome> sharer) {
            Outcome known;
            synchronized (this) {
                known = fate;
                if (known == null) {
                    sharers.add(sharer);
                }
            }
            if (known != null) {
                tell(sharer, ofSharer(known));
            }
        }

        void settle(Outcome outcome) {
            synchronized (this) {
                if (fate != null) {
                    return;
                }
                fate = outcome;
            }
            if (event != null) {
                underWay.remove(event, this);
            }
            tell(then, outcome);
            sharers.forEach(sharer -> tell(sharer, ofSharer(outcome)));
        }

        private static Outcome ofSharer(Outcome outcome) {
            return outcome == Outcome.PUBLISHED ? Outcome.DUPLICATE : outcome;
        }
    }

    private Outcome outcome(@Nullable Exception failure) {
        if (failure == null) {
            return Outcome.PUBLISHED;
        }
        long leftOut = told.admit();
        if (leftOut >= 0) {
            LOG.warnf(
                    "a webhook was not acknowledged by Kafka: %s (%d more since the last such line)",
                    failure.getClass().getSimpleName(), leftOut);
        }
        return Outcome.UNAVAILABLE;
    }

    private static String checksum(byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(body, 0, body.length);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
