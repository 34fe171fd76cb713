package io.pasarela.sandbox;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.demo.DemoCommands;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.LogManager;

/** What {@code ./pasarela up} runs: starts the sandbox, says how to use it, and stays until Ctrl-C, reviving what dies. */
public final class Main {
    private Main() {}

    static void main() {
        try {
            var options = SandboxOptions.forUp(SandboxOptions.enclosingCheckout());
            logTo(options.data().resolve("logs/sandbox.log"));
            run(options, ConsoleProgress.onStdout());
        } catch (SandboxFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (RuntimeException bug) {
            bug.printStackTrace(); // leaving main alone would not end the JVM: other threads live on
            System.exit(1);
        }
    }

    private static void run(SandboxOptions options, ConsoleProgress console) {
        console.note("Starting Pasarela (logs in %s)".formatted(options.data().resolve("logs")));
        var sandbox = Sandbox.prepare(options, console);
        var stopping = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> {
            stopping.set(true);
            console.finish();
            console.note("Stopping everything …");
            sandbox.close();
            console.note("Stopped.");
        }));
        try {
            sandbox.startEverything();
            var token = sandbox.issuer().token(Client.DEMO_APP);
            var demo = onboard(sandbox, console, token);
            sandbox.show(demo);
            console.finish();
            Welcome.print(System.out, options, console.sinceStart(), DemoCommands.of(sandbox.door(), token, demo));
            new Revival(sandbox, console).forever();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!stopping.get()) {
                console.finish();
                throw e;
            }
        }
    }

    /** The database outlives the simulator, which forgets everybody: each run has its own Ana. */
    private static Demo onboard(Sandbox sandbox, ConsoleProgress console, String token) {
        long start = System.nanoTime();
        console.starting("Demo customer");
        var demo = Demo.onboard(
                sandbox.door(), token, "-" + Long.toString(Instant.now().toEpochMilli(), 36));
        console.ready("Demo customer", demo.userId(), Duration.ofNanos(System.nanoTime() - start));
        return demo;
    }

    /** Libraries talk through java.util.logging; the console belongs to the person. */
    private static void logTo(Path file) {
        try {
            Files.createDirectories(file.getParent());
            String settings = """
                    handlers=java.util.logging.FileHandler
                    .level=INFO
                    java.util.logging.FileHandler.pattern=%s
                    java.util.logging.FileHandler.append=true
                    java.util.logging.FileHandler.formatter=java.util.logging.SimpleFormatter
                    java.util.logging.SimpleFormatter.format=%%1$tF %%1$tT %%4$s %%3$s %%5$s%%6$s%%n
                    """.formatted(file);
            LogManager.getLogManager()
                    .readConfiguration(new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new SandboxFailure("The log %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }
}
