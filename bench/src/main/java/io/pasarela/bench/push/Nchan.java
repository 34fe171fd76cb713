package io.pasarela.bench.push;

import io.pasarela.bench.stack.BenchStack;
import io.pasarela.bench.stack.BenchStack.Server;
import io.pasarela.sandbox.process.Probe;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** An installed nginx with the module nchan, which pushes messages and does nothing else. */
record Nchan(Path program, Path module) {
    static final String HOW_TO_GET =
            "nchan is missing, so nothing is measured beside it and the aim of the fan-out is not judged: install nginx with it (Debian and Ubuntu: apt-get install nginx libnginx-mod-nchan).";

    private static final List<String> MODULES = List.of(
            "/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/share/nginx/modules", "/etc/nginx/modules");

    /** Connections besides the listeners: publishers, and between its own processes. */
    private static final int SPARE = 500;

    static Optional<Nchan> find() {
        Stream<String> onPath =
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
        Optional<Path> program = first(Stream.concat(onPath, Stream.of("/usr/sbin", "/usr/local/sbin")), "nginx");
        return program.flatMap(
                found -> first(MODULES.stream(), "ngx_nchan_module.so").map(module -> new Nchan(found, module)));
    }

    private static Optional<Path> first(Stream<String> folders, String name) {
        return folders.map(folder -> Path.of(folder, name))
                .filter(Files::exists)
                .findFirst();
    }

    /** @param streams open at a time, at most */
    Server start(BenchStack stack, int streams, Duration heartbeat) {
        int port = stack.freePort();
        Path folder = stack.workFolder("nchan");
        Path file = folder.resolve("nginx.conf");
        try {
            Files.createDirectories(folder);
            Files.writeString(file, configuration(folder, port, streams + SPARE, heartbeat));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var command = List.of(program.toString(), "-p", folder.toString(), "-c", file.toString());
        return stack.start("nchan", port, command, Map.of(), Probe.port(port));
    }

    private String configuration(Path folder, int port, int connections, Duration heartbeat) throws IOException {
        try (var in = Objects.requireNonNull(Nchan.class.getResourceAsStream("nchan.conf"), "nchan.conf")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("%MODULE%", module.toString())
                    .replace("%FOLDER%", folder.toString())
                    .replace("%FILES%", String.valueOf(connections + SPARE))
                    .replace("%CONNECTIONS%", String.valueOf(connections))
                    .replace("%PORT%", String.valueOf(port))
                    .replace("%HEARTBEAT%", String.valueOf(heartbeat.toSeconds()));
        }
    }
}
