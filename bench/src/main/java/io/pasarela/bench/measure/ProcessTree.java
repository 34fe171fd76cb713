package io.pasarela.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** CPU time of a process and of all that it has started, also of those that have ended. PostgreSQL, for one, has a process per connection. */
public final class ProcessTree {
    private static final int TICK_MILLIS = 10;

    /** Fields of proc_pid_stat(5) behind the name in brackets: own user and system time, then that of ended children. */
    private static final int USER = 11;

    private static final int SYSTEM = 12;
    private static final int CHILDREN_SYSTEM = 14;

    /** Not the same as none: nginx, for one, has a first process that does nothing itself. */
    private static final long UNKNOWN = -1;

    private ProcessTree() {}

    /** Only the process's own where the system does not tell more, which is everywhere but on Linux. */
    public static Duration cpuOf(long pid) {
        long ticks = ticks(pid, CHILDREN_SYSTEM);
        if (ticks == UNKNOWN) {
            return Usage.cpuOf(pid);
        }
        long children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .mapToLong(child -> Math.max(0, ticks(child.pid(), SYSTEM)))
                .sum();
        return Duration.ofMillis((ticks + children) * TICK_MILLIS);
    }

    private static long ticks(long pid, int lastField) {
        try {
            String stat = Files.readString(Path.of("/proc/%d/stat".formatted(pid)));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int field = USER; field <= lastField; field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (IOException _) {
            return UNKNOWN; // it has ended, and counts with its parent
        }
    }
}
