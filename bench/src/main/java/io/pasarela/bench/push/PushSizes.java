package io.pasarela.bench.push;

import io.pasarela.sandbox.process.SandboxFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * How much of what.
 *
 * @param idle streams on which nothing happens
 * @param listeners of one message
 * @param perSecond webhooks, at a steady rate
 * @param heartbeat of all streams of all contestants
 */
record PushSizes(int idle, int listeners, int perSecond, Duration heartbeat) {
    /** Files besides streams: jars, logs, pipes, other connections. */
    private static final int OTHER_FILES = 1_500;

    private static final Path LIMITS = Path.of("/proc/self/limits");

    /** Open at a time in one server, at most. */
    int streamsMax() {
        return Math.max(idle, listeners + River.USERS);
    }

    /** Open at a time in the load generator, at most: the listeners of all contestants stay open while they take turns. */
    private int filesNeeded() {
        return Math.max(idle, 3 * listeners) + OTHER_FILES;
    }

    /** @throws SandboxFailure when neither this process nor those that it starts may open as many files */
    void requireFiles() {
        long limit = filesMax();
        if (limit < filesNeeded()) {
            throw new SandboxFailure(
                    "These streams need %d open files in one process, and %d are allowed: raise the limit (ulimit -Hn), or ask for fewer by --connections and --listeners."
                            .formatted(filesNeeded(), limit));
        }
    }

    /** How many files a process may open, which a JVM makes use of by itself; without end where the system does not tell. */
    static long filesMax() {
        try (Stream<String> lines = Files.lines(LIMITS)) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.split(" {2,}")[2])
                    .filter(limit -> !limit.equals("unlimited"))
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);
        } catch (IOException _) {
            return Long.MAX_VALUE;
        }
    }
}
