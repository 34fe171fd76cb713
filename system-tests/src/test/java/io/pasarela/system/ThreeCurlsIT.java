package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.demo.DemoCommands;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What {@code ./pasarela up} prints, pasted into bash word for word. */
class ThreeCurlsIT {

    private final RunningSystem system = RunningSystem.get();

    @AfterEach
    void nobodyPaysByItself() {
        system.simulator().settings("{\"automaticPayment\":false}");
    }

    @Test
    void thePrintedCommandsTakeAPersonFromQuotationToLiveStream() throws IOException, InterruptedException {
        system.simulator().settings("{\"automaticPayment\":true}");
        Demo demo = system.newUser();
        DemoCommands commands = DemoCommands.of(
                system.sandbox().door(), system.sandbox().issuer().token(Client.DEMO_APP), demo);
        String script = commands.exports() + "\n"
                + commands.commands().stream().map(DemoCommands.Command::line).collect(Collectors.joining("\necho\n"));
        List<String> output = new CopyOnWriteArrayList<>();

        Process bash = new ProcessBuilder(List.of("bash", "-c", script))
                .redirectErrorStream(true)
                .start();
        Thread.ofVirtual().start(() -> bash.inputReader().lines().forEach(output::add));
        try {
            eventually(
                    Duration.ofSeconds(30),
                    () -> assertThat(statusesOf(demo, output)).endsWith("COMPLETED"));
        } finally {
            bash.descendants().forEach(ProcessHandle::destroy);
            bash.destroy();
            bash.waitFor(5, TimeUnit.SECONDS);
        }

        assertThat(output.getFirst()).contains("\"status\":\"OPEN\"", "\"toCurrency\":\"USDC\"");
        assertThat(statusesOf(demo, output))
                .containsExactly(
                        "CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT", "COMPLETED");
    }

    // The client's stream tells of all its users; these are the data lines about this one.
    private static List<String> statusesOf(Demo demo, List<String> output) {
        return output.stream()
                .filter(line -> line.startsWith("data:") && line.contains(demo.userId()))
                .map(line -> line.replaceFirst(".*?\"status\":\"([A-Z_]+)\".*", "$1"))
                .toList();
    }
}
