package io.pasarela.sandbox.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A process ended although nobody had asked it to.
 *
 * @param exitCode as the shell would report it: 128 + n after signal n
 * @param lastLines the end of its log, oldest first
 */
public record Death(String name, int exitCode, Path logFile, List<String> lastLines) {
    private static final int LINES = 8;
    private static final int BYTES_MAX = 8 * 1024;

    static Death of(String name, int exitCode, Path logFile) {
        return new Death(name, exitCode, logFile, endOf(logFile));
    }

    /** One sentence, then the end of the log. */
    public String report() {
        var report = new StringBuilder("%s ended by itself with exit code %d; its log is %s%s"
                .formatted(name, exitCode, logFile, lastLines.isEmpty() ? " (empty)." : " and ends with:"));
        lastLines.forEach(line -> report.append("\n    ").append(line));
        return report.toString();
    }

    /** However long the log is, only its end is read; no lines when it cannot be. */
    private static List<String> endOf(Path file) {
        try (var log = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(BYTES_MAX, log.length());
            byte[] end = new byte[length];
            log.seek(log.length() - length);
            log.readFully(end);
            var all = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            return all.subList(Math.max(0, all.size() - LINES), all.size());
        } catch (IOException _) {
            return List.of();
        }
    }
}
