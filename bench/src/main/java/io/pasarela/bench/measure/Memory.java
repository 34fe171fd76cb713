package io.pasarela.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What a process and all that it has started hold, as Linux counts it; nothing is known elsewhere. */
public final class Memory {
    private Memory() {}

    /** Bytes in RAM; what several of the processes share counts once (the Pss of proc(5)). 0 where the system does not tell. */
    public static long residentBytes(long pid) {
        return tree(pid).mapToLong(Memory::proportional).sum();
    }

    /** Open files and connections; 0 where the system does not tell. */
    public static long openFiles(long pid) {
        return tree(pid).mapToLong(Memory::descriptors).sum();
    }

    private static Stream<Long> tree(long pid) {
        return ProcessHandle.of(pid).stream()
                .flatMap(process -> Stream.concat(Stream.of(process), process.descendants()))
                .map(ProcessHandle::pid);
    }

    private static long proportional(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/%d/smaps_rollup".formatted(pid)))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException _) {
            return 0;
        }
    }

    private static long descriptors(long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc/%d/fd".formatted(pid)))) {
            return files.count();
        } catch (IOException _) {
            return 0;
        }
    }
}
