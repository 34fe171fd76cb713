package io.pasarela.sandbox;

import io.pasarela.sandbox.killb.KillbSettings;
import io.pasarela.sandbox.process.SandboxFailure;
import io.pasarela.sandbox.process.TemporarySandboxes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What to start and where.
 *
 * @param root folder of the checkout, whose modules are built
 * @param data everything that is written: stores, logs, recorded pids
 * @param killb how the simulated provider behaves
 * @param services those of {@link Services#NAMES} to start
 * @param environment by service name, set last and so able to replace what the sandbox sets
 */
public record SandboxOptions(
        Path root,
        Path data,
        Ports ports,
        KillbSettings killb,
        List<String> services,
        Map<String, Map<String, String>> environment) {

    public SandboxOptions {
        root = root.toAbsolutePath().normalize();
        data = data.toAbsolutePath().normalize();
        services = List.copyOf(services);
        environment = Map.copyOf(environment);
    }

    /** As {@code ./pasarela up}: fixed ports, data that stays in {@code .pasarela}, traces for the console. */
    public static SandboxOptions forUp(Path root) {
        var killb = KillbSettings.DEFAULT
                .with("seed", System.currentTimeMillis()) // its ids must not be those that the databases hold already
                .with("paymentDelayMs", 4_000) // slow enough to watch a ramp on its way
                .with("stepMs", 1_000);
        return new SandboxOptions(root, root.resolve(".pasarela"), Ports.FIXED, killb, Services.NAMES, watchable());
    }

    /** What lets somebody watch: traces, and looks at the provider soon after a webhook was lost. */
    private static Map<String, Map<String, String>> watchable() {
        Map<String, Map<String, String>> environment = new HashMap<>();
        Services.NAMES.forEach(service -> environment.put(service, Services.TRACING));
        var soon = new HashMap<>(Services.TRACING);
        for (String status : List.of("CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT")) {
            soon.put("PASARELA_RAMP_CHECKS_" + status, "10S,30S,2M,10M,1H");
        }
        environment.put("ramp-service", soon);
        return environment;
    }

    /** Free ports and a fresh temporary folder; what killed test runs left behind is cleared first. */
    public static SandboxOptions forTests(Path root) {
        return new SandboxOptions(
                root, TemporarySandboxes.makeFolder(), Ports.free(), KillbSettings.DEFAULT, Services.NAMES, Map.of());
    }

    /** The checkout around the working folder. */
    public static Path enclosingCheckout() {
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw")) && Files.isDirectory(folder.resolve("sandbox"))) {
                return folder;
            }
        }
        throw new SandboxFailure("The working folder is not inside a checkout of Pasarela.");
    }

    public SandboxOptions withKillb(KillbSettings settings) {
        return new SandboxOptions(root, data, ports, settings, services, environment);
    }

    public SandboxOptions withServices(List<String> names) {
        return new SandboxOptions(root, data, ports, killb, names, environment);
    }

    public SandboxOptions withEnvironment(Map<String, Map<String, String>> byService) {
        return new SandboxOptions(root, data, ports, killb, services, byService);
    }
}
