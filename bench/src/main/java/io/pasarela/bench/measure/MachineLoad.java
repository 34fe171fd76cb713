package io.pasarela.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What the whole machine is doing, to tell how much of it somebody else had in the meantime. */
final class MachineLoad {
    private static final Path STAT = Path.of("/proc/stat");
    private static final int TICK_MILLIS = 10;

    /** Fields of the line {@code cpu} in proc_stat(5); the two between are idle time. */
    private static final int USER = 1;

    private static final int SYSTEM = 3;
    private static final int IRQ = 6;
    private static final int STEAL = 8;

    private MachineLoad() {}

    /**
     * CPU time of all cores since boot that was not idle, the hypervisor's share (steal) among it. Zero where the system does
     * not tell, which is everywhere but on Linux.
     */
    static Duration sinceBoot() {
        if (!Files.isReadable(STAT)) {
            return Duration.ZERO;
        }
        try {
            return of(Files.readAllLines(STAT).getFirst());
        } catch (IOException _) {
            return Duration.ZERO;
        }
    }

    static Duration of(String cpuLine) {
        String[] fields = cpuLine.split(" +");
        long ticks = 0;
        for (int field = USER; field <= STEAL; field++) {
            if (field <= SYSTEM || field >= IRQ) {
                ticks += Long.parseLong(fields[field]);
            }
        }
        return Duration.ofMillis(ticks * TICK_MILLIS);
    }
}
