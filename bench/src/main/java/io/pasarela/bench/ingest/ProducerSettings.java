package io.pasarela.bench.ingest;

import java.util.Map;

/** How webhook-ingest publishes: the bare server must do the same. A test compares this with the service's configuration. */
final class ProducerSettings {
    static final Map<String, String> OF_THE_SERVICE = Map.of(
            "acks", "all",
            "enable.idempotence", "true",
            "linger.ms", "2",
            "batch.size", "65536",
            "max.block.ms", "1000",
            "request.timeout.ms", "3000",
            "delivery.timeout.ms", "3200");

    private ProducerSettings() {}
}
