package io.pasarela.ingest.store;

import io.micrometer.core.instrument.MeterRegistry;
import io.pasarela.ingest.store.Claims.Claim;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
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
    private final ConcurrentMap<String, CompletableFuture<Outcome>> underWay = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final FewPerSecond told = new FewPerSecond();

    Publication(WebhookTopic topic, WebhookRecord records, Claims claims, MeterRegistry registry) {
        this.topic = topic;
        this.records = records;
        this.claims = claims;
        registry.gauge("pasarela.webhooks.publishing", waiting);
    }

    /** Completes once the webhook's fate is known, on whichever thread; never fails. */
    public CompletableFuture<Outcome> publish(Received received) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return CompletableFuture.completedFuture(Outcome.UNAVAILABLE);
        }
        CompletableFuture<Outcome> fate = new CompletableFuture<>();
        fate.whenComplete((_, _) -> waiting.decrementAndGet());
        String id = received.envelope().eventId();
        if (id == null) {
            topic.publish(records.of(received), received.until(), failure -> fate.complete(outcome(failure)));
            return fate;
        }
        String event = received.provider() + ":" + id;
        CompletableFuture<Outcome> first = underWay.putIfAbsent(event, fate);
        if (first != null) {
            first.thenAccept(outcome -> fate.complete(outcome == Outcome.PUBLISHED ? Outcome.DUPLICATE : outcome));
            return fate;
        }
        try {
            publishFirst(event, received, fate);
        } catch (RuntimeException | Error e) {
            // Whoever comes next with this event must not wait for one that never will be.
            settle(event, fate, Outcome.UNAVAILABLE);
            throw e;
        }
        return fate;
    }

    private void publishFirst(String event, Received received, CompletableFuture<Outcome> fate) {
        // Made here, where the trace of the request is at hand.
        var webhook = records.of(received);
        claims.claim(event, claim -> {
            switch (claim) {
                case Claim.Granted _ -> publishClaimed(event, received, webhook, fate);
                case Claim.Elsewhere _ -> settle(event, fate, Outcome.UNAVAILABLE);
                case Claim.Published(String checksum) -> {
                    boolean same = received.bodyChanges() || checksum.equals(checksum(received.body()));
                    settle(event, fate, same ? Outcome.DUPLICATE : Outcome.DUPLICATE_OF_OTHER_BODY);
                }
            }
        });
    }

    private void publishClaimed(
            String event, Received received, ProducerRecord<byte[], byte[]> webhook, CompletableFuture<Outcome> fate) {
        String checksum = checksum(received.body());
        topic.publish(webhook, received.until(), failure -> {
            Outcome outcome = outcome(failure);
            if (outcome == Outcome.PUBLISHED) {
                claims.published(event, checksum);
            } else {
                claims.givenUp(event);
            }
            settle(event, fate, outcome);
        });
    }

    private void settle(String event, CompletableFuture<Outcome> fate, Outcome outcome) {
        underWay.remove(event, fate);
        fate.complete(outcome);
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
        return Long.toHexString(crc.getValue());
    }
}
