package io.pasarela.ingest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of webhook-ingest. */
@ConfigMapping(prefix = "pasarela.ingest")
interface IngestConfig {

    /** How long Kafka may take to acknowledge before the provider is told to deliver again. The strictest known provider waits 5 s. */
    @WithDefault("3500MS")
    Duration acknowledgeWithin();
}
