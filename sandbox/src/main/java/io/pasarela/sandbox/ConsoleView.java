package io.pasarela.sandbox;

import io.pasarela.sandbox.console.Surroundings;
import io.pasarela.sandbox.console.Surroundings.Session;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.traces.Traces;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** What the console is shown of a sandbox, and the little that it may do with it. */
final class ConsoleView {
    /** The page asks for a new one before that; a token that leaks is soon worth nothing. */
    private static final Duration TOKEN_LIFETIME = Duration.ofMinutes(10);

    /** What a person may do: neither the client's balances nor other people's data, and nobody is onboarded by it. */
    private static final String[] SCOPES = {
        "quotes:read", "quotes:write", "ramps:read", "ramps:write", "users:read", "notifications:read"
    };

    private ConsoleView() {}

    static Surroundings of(Sandbox sandbox, Traces traces, Supplier<Optional<Demo>> customer) {
        var ports = sandbox.options().ports();
        Map<String, Integer> services = new LinkedHashMap<>();
        sandbox.options().services().forEach(name -> services.put(name, ports.of(name)));
        return new Surroundings(
                services,
                ports.simulator(),
                "127.0.0.1:" + ports.kafka(),
                traces,
                () -> customer.get().map(demo -> session(sandbox, demo)),
                name -> sandbox.service(name).isRunning(),
                name -> sandbox.service(name).crash());
    }

    private static Session session(Sandbox sandbox, Demo demo) {
        String token = sandbox.issuer().token(Client.DEMO_APP, demo.externalId(), TOKEN_LIFETIME, SCOPES);
        return new Session(token, TOKEN_LIFETIME.toSeconds(), demo.userId(), "Ana Rojas");
    }
}
