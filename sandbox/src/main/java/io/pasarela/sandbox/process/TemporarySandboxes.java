package io.pasarela.sandbox.process;

import io.pasarela.sandbox.process.RunFolder.Leftover;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Temporary sandboxes whose test run is over. They are kept until the next run so that their logs can be read; the
 * processes of a run that was killed are stopped then.
 */
public final class TemporarySandboxes {
    private static final String PREFIX = "pasarela-sandbox-";

    private TemporarySandboxes() {}

    /** A fresh data folder for a sandbox; what earlier test runs left behind is cleared first. */
    public static Path makeFolder() {
        clear();
        try {
            return Files.createTempDirectory(PREFIX);
        } catch (IOException e) {
            throw new SandboxFailure("No temporary folder can be made: " + e.getMessage(), e);
        }
    }

    private static void clear() {
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            folders.filter(folder -> folder.getFileName().toString().startsWith(PREFIX))
                    .filter(folder -> Files.exists(folder.resolve("run").resolve("lock")))
                    .forEach(TemporarySandboxes::clear);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path folder) {
        RunFolder.tryClaim(folder.resolve("run")).ifPresent(runs -> {
            try (runs) {
                runs.leftovers().forEach(Leftover::stop);
            }
            deleteTree(folder);
        });
    }

    private static void deleteTree(Path folder) {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | UncheckedIOException _) {
            // Another test run clears the same folder; whoever comes last finds it gone.
        }
    }
}
