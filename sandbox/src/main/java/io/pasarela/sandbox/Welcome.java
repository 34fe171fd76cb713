package io.pasarela.sandbox;

import io.pasarela.sandbox.demo.DemoCommands;
import java.io.PrintStream;
import java.time.Duration;

/** The last thing that {@code ./pasarela up} prints: where everything is and what to try first. */
final class Welcome {
    private Welcome() {}

    static void print(PrintStream out, SandboxOptions options, Duration took, DemoCommands commands) {
        var ports = options.ports();
        out.printf("Pasarela is up after %s.%n%n", ConsoleProgress.seconds(took));
        line(out, "Front door", "http://127.0.0.1:" + ports.door());
        line(out, "KillB simulator", "http://127.0.0.1:" + ports.simulator());
        line(out, "Token issuer", "http://127.0.0.1:" + ports.issuer());
        line(out, "PostgreSQL", "psql -h 127.0.0.1 -p %d -U ramp ramp  (or notification)".formatted(ports.postgres()));
        line(out, "Redis", "127.0.0.1:" + ports.redis());
        line(out, "Kafka", "127.0.0.1:" + ports.kafka());
        line(out, "Logs", options.data().resolve("logs").toString());
        out.println("\nPaste this first, it is good for 12 hours:\n");
        out.println(commands.exports());
        int number = 1;
        for (var command : commands.commands()) {
            out.printf("%n%d. %s:%n%n%s%n", number++, command.title(), command.line());
        }
        out.println("\nCtrl-C stops everything.");
        out.flush();
    }

    private static void line(PrintStream out, String what, String where) {
        out.printf("  %-16s %s%n", what, where);
    }
}
