package io.pasarela.bench.ingest;

import java.util.Map;

/**
 * How webhook-ingest publishes, as far as it changes what a record costs: the bare server must do the same. They are
 * written a second time here, because a benchmark knows the service only from outside; whoever changes them in the
 * service's WebhookTopic changes them here.
 */
final class ProducerSettings {
    static final Map<String, String> OF_THE_SERVICE = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "linger.ms", "2",
            "batch.size", "65536",
            "buffer.memory", "33554432",
            "request.timeout.ms", "3000",
            "delivery.timeout.ms", "30000");

    /** How long asking for the topic at the start may take; the service never waits, the bare server waits only then. */
    static final String MAX_BLOCK_MILLIS = "30000";

    private ProducerSettings() {}
}
