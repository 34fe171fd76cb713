package io.pasarela.sandbox.infra;

import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that prepares something and ends. */
final class OneShot {
    private OneShot() {}

    static void run(String name, List<String> command, Map<String, String> environment, Path logFile) {
        try {
            Files.createDirectories(logFile.getParent());
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            try {
                int exitCode = process.waitFor();
                if (exitCode != 0) {
                    throw new SandboxFailure(
                            "%s failed with exit code %d; its log is %s.".formatted(name, exitCode, logFile));
                }
            } catch (InterruptedException _) {
                process.destroyForcibly();
                Thread.currentThread().interrupt();
                throw new SandboxFailure(name + " was interrupted.");
            }
        } catch (IOException e) {
            throw new SandboxFailure("%s could not be run: %s".formatted(name, e.getMessage()), e);
        }
    }
}
