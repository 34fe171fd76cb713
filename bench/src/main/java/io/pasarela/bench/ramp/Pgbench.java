package io.pasarela.bench.ramp;

import io.pasarela.bench.measure.Contest;
import io.pasarela.bench.measure.Measurement;
import io.pasarela.bench.measure.ProcessTree;
import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/** PostgreSQL's own load generator, which sends a script of SQL over prepared statements as often as it can. */
record Pgbench(Path program, Path folder, int port, long postgresPid, int clients) {
    static final String HOW_TO_GET =
            "pgbench is missing, so the limit is not measured: it comes with PostgreSQL (Debian and Ubuntu: package postgresql).";

    private static final int MICROS = 2;

    /** The one on the PATH, else that of an installed server. */
    static Optional<Path> find() {
        Stream<Path> onPath =
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of);
        return Stream.concat(onPath, installed())
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> installed() {
        Path servers = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.isDirectory(servers) ? Files.list(servers) : Stream.empty()) {
            return versions.map(version -> version.resolve("bin")).toList().reversed().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param script resource beside this class */
    Measurement measure(String contestant, String script, int round, Duration length) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve(script);
            try (var in = Objects.requireNonNull(Pgbench.class.getResourceAsStream(script), script)) {
                Files.write(file, in.readAllBytes());
            }
            String prefix = "%s-%d".formatted(script, round);
            Duration before = ProcessTree.cpuOf(postgresPid);
            String output = run(file, prefix, length);
            Duration cpu = ProcessTree.cpuOf(postgresPid).minus(before);
            return measured(contestant, round, latencies(prefix), cpu, length, output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String run(Path script, String prefix, Duration length) throws IOException {
        var builder = new ProcessBuilder(List.of(
                        program.toString(),
                        "-h",
                        "127.0.0.1",
                        "-p",
                        String.valueOf(port),
                        "-U",
                        "ramp",
                        "-n",
                        "-M",
                        "prepared",
                        "-c",
                        String.valueOf(clients),
                        "-j",
                        "1",
                        "-T",
                        String.valueOf(Math.max(1, length.toSeconds())),
                        "-l",
                        "--log-prefix=" + prefix,
                        "-f",
                        script.toString(),
                        "ramp"))
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("PGPASSWORD", "ramp");
        builder.environment().put("PGOPTIONS", "-c search_path=bench_limit");
        Process process = builder.start();
        try (var out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new SandboxFailure("pgbench failed: " + text);
            }
            return text;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new SandboxFailure("pgbench was interrupted.");
        }
    }

    private Histogram latencies(String prefix) throws IOException {
        var latencies = new Histogram(Duration.ofMinutes(1).toNanos() / 1000, 3);
        try (Stream<Path> logs = Files.list(folder)) {
            for (Path log : logs.filter(it -> it.getFileName().toString().startsWith(prefix + "."))
                    .toList()) {
                try (Stream<String> lines = Files.lines(log)) {
                    lines.forEach(line -> latencies.recordValue(Long.parseLong(line.split(" ")[MICROS])));
                }
            }
        }
        return latencies;
    }

    private static Measurement measured(
            String contestant, int round, Histogram micros, Duration cpu, Duration length, String output) {
        double done = Math.max(1, micros.getTotalCount());
        long failures = output.lines().anyMatch(line -> line.contains("failed transactions: 0")) ? 0 : 1;
        return new Measurement(
                contestant,
                round,
                done / (length.toMillis() / 1e3),
                micros.getValueAtPercentile(50) / 1e3,
                micros.getValueAtPercentile(99) / 1e3,
                0,
                0,
                Map.of(RampReport.POSTGRES, cpu.toNanos() / 1e3 / done, Contest.LOAD_GENERATOR, 0.0),
                0,
                0,
                failures,
                failures == 0 ? "" : output);
    }
}
