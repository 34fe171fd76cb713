package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.demo.DemoCommands;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./pasarela up} prints, pasted into bash word for word. */
class ThreeCurlsIT {

    private final RunningSystem system = RunningSystem.get();

    @AfterEach
    void nobodyPaysByItself() {
        system.simulator().settings("{\"automaticPayment\":false}");
    }

    @Test
    void thePrintedCommandsTakeAPersonFromQuotationToLiveStream(@TempDir Path folder)
            throws IOException, InterruptedException {
        system.simulator().settings("{\"automaticPayment\":true}");
        Demo demo = system.newUser();
        DemoCommands commands = DemoCommands.of(
                system.sandbox().door(), system.sandbox().issuer().token(Client.DEMO_APP), demo);
        String script = commands.exports() + "\n"
                + commands.commands().stream().map(DemoCommands.Command::line).collect(Collectors.joining("\necho\n"));
        Path output = folder.resolve("output");

        Process bash = new ProcessBuilder(List.of("bash", "-c", script))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            eventually(
                    Duration.ofSeconds(30),
                    () -> assertThat(Files.readString(output)).contains("\"status\":\"COMPLETED\""));
        } finally {
            bash.descendants().forEach(ProcessHandle::destroy);
            bash.destroy();
            bash.waitFor(5, TimeUnit.SECONDS);
        }

        assertThat(Files.readString(output))
                .containsSubsequence(
                        "\"status\":\"OPEN\"",
                        "event:ramp",
                        "\"status\":\"CREATED\"",
                        "\"status\":\"AWAITING_DEPOSIT\"",
                        "\"status\":\"DEPOSIT_RECEIVED\"",
                        "\"status\":\"CONVERTING\"",
                        "\"status\":\"PAYING_OUT\"",
                        "\"status\":\"COMPLETED\"");
    }
}
