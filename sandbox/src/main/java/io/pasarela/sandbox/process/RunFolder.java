package io.pasarela.sandbox.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which processes run for one data folder: a lock that the system releases even when the launcher is killed, and per
 * process a file {@code <name>.pid} holding {@code <pid> <start in epoch milliseconds> <stop signal>}.
 */
public final class RunFolder implements AutoCloseable {
    /** The name under which the launcher records itself. */
    private static final String LAUNCHER = "launcher";

    /** Linux derives the start time from the boot time, which moves a little when the clock is set. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private final Path folder;
    private final FileChannel lock;

    private RunFolder(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** Takes the folder for this process. Fails with one sentence when another living launcher has it. */
    public static RunFolder claim(Path folder) {
        var claimed = tryClaim(folder);
        if (claimed.isPresent()) {
            claimed.get().record(LAUNCHER, ProcessHandle.current(), "TERM");
            return claimed.get();
        }
        throw new SandboxFailure(
                "The sandbox with the data folder %s is up already%s; stop that one first (Ctrl-C there)."
                        .formatted(
                                folder.getParent(),
                                living(pidFile(folder, LAUNCHER))
                                        .map(launcher -> " (pid " + launcher.process.pid() + ")")
                                        .orElse("")));
    }

    /** Empty when a living launcher has the folder. */
    public static Optional<RunFolder> tryClaim(Path folder) {
        try {
            Files.createDirectories(folder);
            var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(new RunFolder(folder, channel));
                }
            } catch (OverlappingFileLockException _) {
                // The other launcher is in this very JVM; the answer is the same.
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new SandboxFailure("The folder %s cannot be written: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** A process recorded earlier that still runs: same pid and same start time. */
    public record Leftover(String name, ProcessHandle process, String stopSignal) {
        /** Asks it to finish and kills it when it does not. */
        public void stop() {
            Signals.stop(process, stopSignal);
        }
    }

    /** What an earlier launcher left running when it was killed, the latest started first. */
    public List<Leftover> leftovers() {
        try (Stream<Path> files = Files.list(folder)) {
            var leftovers = new ArrayList<Leftover>();
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".pid")).toList()) {
                living(file).ifPresent(leftovers::add);
            }
            leftovers.removeIf(leftover -> leftover.process.equals(ProcessHandle.current()));
            leftovers.sort(Comparator.comparing(RunFolder::startOf).reversed());
            return leftovers;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void record(String name, ProcessHandle process, String stopSignal) {
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        try {
            Files.writeString(pidFile(folder, name), process.pid() + " " + start + " " + stopSignal + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void forget(String name) {
        try {
            Files.deleteIfExists(pidFile(folder, name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the folder back. */
    @Override
    public void close() {
        forget(LAUNCHER);
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path pidFile(Path folder, String name) {
        return folder.resolve(name + ".pid");
    }

    private static Instant startOf(Leftover leftover) {
        return leftover.process().info().startInstant().orElse(Instant.EPOCH);
    }

    private static Optional<Leftover> living(Path pidFile) {
        try {
            String name = pidFile.getFileName().toString().replace(".pid", "");
            String[] recorded = Files.readString(pidFile).strip().split(" ");
            var start = Instant.ofEpochMilli(Long.parseLong(recorded[1]));
            String stopSignal = recorded[2];
            return ProcessHandle.of(Long.parseLong(recorded[0]))
                    .filter(process -> Signals.isAlive(process) && startedAt(start, process))
                    .map(process -> new Leftover(name, process, stopSignal));
        } catch (NoSuchFileException | NumberFormatException | ArrayIndexOutOfBoundsException _) {
            return Optional.empty(); // never written, or half written by a launcher that was killed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean startedAt(Instant start, ProcessHandle process) {
        return process.info()
                .startInstant()
                .filter(actual -> Duration.between(start, actual).abs().compareTo(START_TOLERANCE) < 0)
                .isPresent();
    }
}
