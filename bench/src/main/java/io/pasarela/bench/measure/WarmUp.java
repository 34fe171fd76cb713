package io.pasarela.bench.measure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * When a JVM is warm. On a small machine its compilers need from ten seconds to many minutes under load, depending on how much
 * code there is; a fixed time would be too short for one contestant and too long for another.
 */
public final class WarmUp {
    static final Duration SLICE = Duration.ofSeconds(4);

    /** So many slices in a row must bring no progress: a single one may be slow by chance. */
    private static final int STEADY_SLICES = 4;

    /** Less progress than this is noise. */
    private static final double PROGRESS = 0.07;

    /**
     * Of the time that has passed, compilers may still work so much. Where there is a lot of code and few cores they get ahead so slowly that a
     * request gets no cheaper for half a minute, and is half as dear ten minutes later.
     */
    private static final double COMPILING = 0.08;

    private final Gauge gauge;
    private final List<Slice> slices = new ArrayList<>();
    private Duration compiled;
    private long since = System.nanoTime();

    /** @param compiling how long compilers worked in a slice, as a share of its length; more than 1 when several did */
    record Slice(double cpuMicros, double compiling) {}

    /** @param gauge of what is to be warm */
    public WarmUp(Gauge gauge) {
        this.gauge = gauge;
        this.compiled = gauge.compiled();
    }

    /** A slice has ended. @param cpuMicros CPU per request in it */
    public void slice(double cpuMicros) {
        Duration all = gauge.compiled();
        long now = System.nanoTime();
        slices.add(new Slice(cpuMicros, all.minus(compiled).toNanos() / (double) Math.max(1, now - since)));
        compiled = all;
        since = now;
    }

    public boolean isDone() {
        return isDone(slices);
    }

    /** @param slices so far, oldest first */
    static boolean isDone(List<Slice> slices) {
        int earlier = slices.size() - STEADY_SLICES;
        if (earlier < 1) {
            return false;
        }
        List<Slice> last = slices.subList(earlier, slices.size());
        return cheapest(last) > cheapest(slices.subList(0, earlier)) * (1 - PROGRESS)
                && last.stream().mapToDouble(Slice::compiling).average().orElseThrow() < COMPILING;
    }

    private static double cheapest(List<Slice> slices) {
        return slices.stream().mapToDouble(Slice::cpuMicros).min().orElseThrow();
    }
}
