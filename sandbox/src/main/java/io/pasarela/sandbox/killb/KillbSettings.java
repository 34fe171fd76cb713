package io.pasarela.sandbox.killb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.customer.Sessions;
import io.pasarela.sandbox.killb.run.Behaviour;
import java.util.Map;

/**
 * How a simulator starts.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param email of the one customer
 * @param password at least 8 characters with an upper-case letter, a digit and a special character, as KillB demands
 * @param behaviour what can also be changed while it runs
 */
public record KillbSettings(String host, int port, String email, String password, Behaviour behaviour) {

    /** Loopback, any free port, {@link Behaviour#DEFAULT}, and credentials that are nobody's and good for nothing else. */
    public static final KillbSettings DEFAULT =
            new KillbSettings("127.0.0.1", 0, "sandbox@pasarela.example", "Sandbox-only-1!", Behaviour.DEFAULT);

    /**
     * @throws IllegalArgumentException for a password that the simulated login would call weak
     */
    public KillbSettings {
        if (!Sessions.STRONG_PASSWORD.matcher(password).matches()) {
            throw new IllegalArgumentException(
                    "the password needs 8 characters with an upper-case letter, a digit and a special character");
        }
    }

    /** {@link #DEFAULT} on this port. */
    public static KillbSettings defaults(int port) {
        return DEFAULT.withPort(port);
    }

    /** The same settings on another port, 0 for any free one. */
    public KillbSettings withPort(int newPort) {
        return new KillbSettings(host, newPort, email, password, behaviour);
    }

    /** The same settings with another behaviour. */
    public KillbSettings with(Behaviour newBehaviour) {
        return new KillbSettings(host, port, email, password, newBehaviour);
    }

    /**
     * The same settings with one behaviour changed, under the name that {@code PUT /_sim/settings} takes, such as
     * {@code with("stepMs", 20)} or {@code with("retryScheduleMs", List.of(50, 50))}.
     *
     * @throws IllegalArgumentException for an unknown name or an impossible value
     */
    public KillbSettings with(String name, Object value) {
        return with(behaviour.with(new ObjectMapper().convertValue(Map.of(name, value), ObjectNode.class)));
    }
}
