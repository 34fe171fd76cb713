package io.pasarela.bench.measure;

import java.time.Duration;

/** What a process has used since it started. */
public record Usage(Duration cpu, long allocatedBytes) {
    Usage plus(Usage other) {
        return new Usage(cpu.plus(other.cpu), allocatedBytes + other.allocatedBytes);
    }

    public Usage since(Usage earlier) {
        return new Usage(cpu.minus(earlier.cpu), allocatedBytes - earlier.allocatedBytes);
    }

    /** @throws IllegalStateException when the process has gone */
    public static Duration cpuOf(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new IllegalStateException("process %d does not tell its CPU time".formatted(pid)));
    }
}
