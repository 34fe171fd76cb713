package io.pasarela.sandbox.console;

import io.pasarela.sandbox.traces.Traces;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What the console has to know of the sandbox around it.
 *
 * @param services where each service listens on 127.0.0.1, by its name, in the order in which an event passes them
 * @param simulator port of the simulated provider
 * @param kafka bootstrap address
 * @param traces what the services have handed in
 * @param customer a fresh session of the demo customer; empty until there is one
 * @param isRunning whether the process of that service lives
 * @param crash ends the process of that service as a power cut would
 */
public record Surroundings(
        Map<String, Integer> services,
        int simulator,
        String kafka,
        Traces traces,
        Supplier<Optional<Session>> customer,
        Predicate<String> isRunning,
        Consumer<String> crash) {

    /**
     * @param accessToken an end user's, with what a person may do and nothing more
     * @param expiresIn seconds
     * @param userId the customer's id at the gateway
     */
    public record Session(String accessToken, long expiresIn, String userId, String name) {}
}
