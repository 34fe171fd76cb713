package io.pasarela.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells, before anything starts, which port is taken and by whom. */
public final class PortCheck {
    private static final String LISTENING = "0A";
    private static final Path PROC = Path.of("/proc");

    private PortCheck() {}

    /** Fails with one sentence for each taken port. */
    public static void requireFree(Map<String, Integer> portsByComponent) {
        var sentences = new ArrayList<String>();
        portsByComponent.forEach((component, port) -> {
            if (!isFree(port)) {
                sentences.add("Port %d, needed for %s, is taken by %s; stop that first."
                        .formatted(port, component, holder(port).orElse("another process")));
            }
        });
        if (!sentences.isEmpty()) {
            throw new SandboxFailure(String.join("\n", sentences));
        }
    }

    /** Whether 127.0.0.1 lets us listen there now. */
    public static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** For example {@code nginx (pid 812)}; only Linux tells, and other users' processes only to root. */
    private static Optional<String> holder(int port) {
        return socketInodes(port).stream()
                .flatMap(inode -> processes().filter(process -> holds(process, "socket:[" + inode + "]")))
                .map(PortCheck::describe)
                .findFirst();
    }

    private static List<String> socketInodes(int port) {
        String suffix = ":%04X".formatted(port);
        return Stream.of("net/tcp", "net/tcp6")
                .flatMap(table -> lines(PROC.resolve(table)))
                .map(line -> line.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[1].endsWith(suffix) && row[3].equals(LISTENING))
                .map(row -> row[9])
                .toList();
    }

    private static Stream<Path> processes() {
        return children(PROC).filter(path -> path.getFileName().toString().matches("\\d+"));
    }

    private static boolean holds(Path process, String socket) {
        return children(process.resolve("fd")).anyMatch(file -> {
            try {
                return Files.readSymbolicLink(file).toString().equals(socket);
            } catch (IOException _) {
                return false;
            }
        });
    }

    private static String describe(Path process) {
        String name = lines(process.resolve("comm")).findFirst().orElse("a process");
        return "%s (pid %s)".formatted(name, process.getFileName());
    }

    private static Stream<Path> children(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList().stream();
        } catch (IOException | UncheckedIOException _) {
            return Stream.empty();
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException _) {
            return Stream.empty();
        }
    }
}
