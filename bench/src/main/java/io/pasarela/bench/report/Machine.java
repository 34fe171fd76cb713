package io.pasarela.bench.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the figures were taken on.
 *
 * @param cpu the model as the system calls it
 * @param memoryMiB of the whole machine, or of the container
 */
public record Machine(String cpu, int cores, long memoryMiB, String system, String jdk) {

    public static Machine here() {
        long memoryMiB =
                ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                        ? system.getTotalMemorySize() / (1024 * 1024)
                        : 0;
        return new Machine(
                cpuModel(),
                Runtime.getRuntime().availableProcessors(),
                memoryMiB,
                "%s %s, %s"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch")),
                "%s %s".formatted(System.getProperty("java.vendor"), Runtime.version()));
    }

    /** One sentence for each. */
    List<String> lines() {
        return List.of(
                "CPU: %s, %d cores".formatted(cpu, cores),
                "memory: %s MiB".formatted(Numbers.number(memoryMiB, 0)),
                "system: " + system,
                "JDK: " + jdk);
    }

    /** Linux writes it into a file; elsewhere the architecture has to do. */
    private static String cpuModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException _) {
            return "unknown";
        }
    }
}
