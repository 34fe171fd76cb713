package io.pasarela.bench.measure;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * When a JVM is warm. On a small machine its compilers need from ten seconds to a minute under load, depending on how much
 * code there is; a fixed time would be too short for one contestant and too long for another.
 */
public final class WarmUp {
    static final Duration SLICE = Duration.ofSeconds(4);

    /** So many slices in a row must bring no progress: a single one may be slow by chance. */
    private static final int STEADY_SLICES = 4;

    /** Less progress than this is noise. */
    private static final double PROGRESS = 0.07;

    private WarmUp() {}

    /** @param cpuMicros CPU per request in each slice so far, oldest first */
    public static boolean isDone(List<Double> cpuMicros) {
        int earlier = cpuMicros.size() - STEADY_SLICES;
        if (earlier < 1) {
            return false;
        }
        double bestBefore = Collections.min(cpuMicros.subList(0, earlier));
        double bestSince = Collections.min(cpuMicros.subList(earlier, cpuMicros.size()));
        return bestSince > bestBefore * (1 - PROGRESS);
    }
}
