package io.pasarela.sandbox.container;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.demo.DemoCommands;
import io.pasarela.sandbox.infra.Topics;
import io.pasarela.sandbox.process.SandboxFailure;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** What the sandbox's image runs: {@code serve}, {@code topics} or {@code demo}. */
public final class ContainerMain {
    static final int SIMULATOR_PORT = 8090;
    static final int ISSUER_PORT = 8091;

    private static final String EVERYWHERE = "0.0.0.0";

    private ContainerMain() {}

    static void main(String[] arguments) {
        try {
            run(arguments.length == 1 ? arguments[0] : "", new ContainerSettings(System.getenv()));
        } catch (SandboxFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void run(String command, ContainerSettings settings) throws InterruptedException {
        switch (command) {
            case "serve" -> serve(settings);
            case "topics" -> Topics.create(settings.bootstrap());
            case "demo" -> demo(settings);
            default -> throw new SandboxFailure("The command is one of serve, topics, demo.");
        }
    }

    /** Until the process is told to end. */
    private static void serve(ContainerSettings settings) throws InterruptedException {
        var vertx = Vertx.vertx();
        var provider = new StandIn(vertx, EVERYWHERE, SIMULATOR_PORT, ISSUER_PORT, settings);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            provider.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }));
        System.out.printf("KillB simulator on %d, token issuer on %d.%n", SIMULATOR_PORT, ISSUER_PORT);
        new CountDownLatch(1).await();
    }

    /** Each run has its own Ana, as with {@code ./pasarela up}. */
    private static void demo(ContainerSettings settings) {
        String token = DemoToken.from(settings.frontDoor());
        var demo = Demo.onboard(
                settings.frontDoor(), token, "-" + Long.toString(Instant.now().toEpochMilli(), 36));
        var commands = DemoCommands.of(settings.publicDoor(), token, demo);
        System.out.println(commands.exports());
        commands.commands().forEach(command -> System.out.printf("# %s%n%s%n", command.title(), command.line()));
    }
}
