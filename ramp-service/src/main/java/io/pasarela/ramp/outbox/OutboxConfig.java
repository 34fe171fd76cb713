package io.pasarela.ramp.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events leave. */
@ConfigMapping(prefix = "pasarela.ramp.outbox")
public interface OutboxConfig {

    /** Keys (ramps, users) whose events leave in one transaction, at most. */
    @WithDefault("100")
    int keys();

    /** Events that leave in one transaction, at most; not less than {@code keys}. */
    @WithDefault("500")
    int rows();

    /** Longest wait for Kafka to take one event. Longer than the producer's delivery timeout. */
    @WithDefault("10S")
    Duration sendWithin();

    /** So many times Kafka may refuse an event for what it is before it parks, at least 1. An absence of Kafka does not count. */
    @WithDefault("5")
    int refusals();

    /** How often each process looks for events although nobody woke it: those of a process that died, and those that Kafka did not take. */
    @WithDefault("1S")
    Duration every();

    /** Longest wait for the batch at hand when the process is stopped. What is not published by then, the next process publishes. */
    @WithDefault("8S")
    Duration finishWithin();
}
