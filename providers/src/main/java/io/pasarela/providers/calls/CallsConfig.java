package io.pasarela.providers.calls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How patient and how insistent calls of providers are. Every operation of a provider has a breaker and a bulkhead of its own. */
@ConfigMapping(prefix = "pasarela.providers.calls")
public interface CallsConfig {

    /** Longest wait for the answer to a repeatable call, all tries and waits included. Longer than {@code try-timeout}. */
    @WithDefault("12S")
    Duration budget();

    /**
     * Longest wait for the answer to one try of a repeatable call, once it is sent. It is sent only while so much is left of the budget: what
     * waits here for longer, for a place, for the log-in or for its turn, is given up unsent.
     */
    @WithDefault("4S")
    Duration tryTimeout();

    /** Longest wait before a creation is sent, for a permit or for the log-in; after that it is given up, certainly unsent. */
    @WithDefault("5S")
    Duration sendWithin();

    Retries retry();

    Breaker breaker();

    Bulkhead bulkhead();

    /** Of repeatable calls. */
    interface Retries {

        /** Tries after the first one, at most. */
        @WithDefault("2")
        int max();

        /** Wait before the second try; each further one is twice as long. A random part of up to a half is taken off. */
        @WithDefault("0.2S")
        Duration firstWait();

        /** No wait is longer, unless the provider asks for it. */
        @WithDefault("2S")
        Duration longestWait();
    }

    /** When an operation is not tried at all for a while. */
    interface Breaker {

        /** So many last tries of an operation are looked at; the breaker stays closed until there were as many. */
        @WithDefault("20")
        int tries();

        /** Opens when at least so many percent of them failed, 1 to 100. A refusal is an answer, not a failure. */
        @WithDefault("50")
        int failuresPercent();

        /** How long it stays open. */
        @WithDefault("5S")
        Duration openFor();

        /** So many tries are then let through; it closes when all succeed and opens again when one fails. */
        @WithDefault("2")
        int probes();
    }

    /** How many calls of an operation may be under way, per process. */
    interface Bulkhead {

        @WithDefault("20")
        int concurrent();

        /** Repeatable calls that may wait for a place; further ones fail at once. A creation does not queue. */
        @WithDefault("100")
        int waiting();
    }
}
