package io.pasarela.bench;

import io.pasarela.sandbox.SandboxOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program, started as {@code ./pasarela bench} starts it. */
final class BenchProgram {
    static final Path ROOT = SandboxOptions.enclosingCheckout();

    private BenchProgram() {}

    /** @param output of both streams */
    record Outcome(int exitCode, String output) {}

    static Outcome run(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                ROOT.resolve("bench/target/bench-0.1.0-SNAPSHOT.jar").toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(ROOT.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), output);
    }
}
