package io.pasarela.bench.push;

import io.pasarela.bench.measure.JvmGauge;
import io.pasarela.bench.measure.Memory;
import io.pasarela.bench.measure.ProcessTree;
import io.pasarela.sandbox.process.SandboxFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What it takes to keep streams open on which nothing happens but signs of life.
 *
 * @param count of streams
 * @param heartbeat longest silence of a stream
 */
record IdleStreams(int count, Duration heartbeat) {
    private static final Duration GONE_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    /** A sign of life comes some time in this second. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private static final int AT_A_TIME = 200;

    /** Files that a server may open for itself meanwhile. */
    private static final int OWN_FILES = 20;

    /**
     * What one stream takes in one round.
     *
     * @param heapBytes of live heap; 0 where there is none to be told from the rest
     * @param otherBytes of RAM besides
     * @param cpuMicros of CPU time in a second
     */
    record Cost(String contestant, int round, double heapBytes, double otherBytes, double cpuMicros) {
        double bytes() {
            return heapBytes + otherBytes;
        }
    }

    /** Whose memory is measured. @param jvm of a server that is one, whose whole heap is in RAM from the start */
    record Contestant(String name, int port, long pid, Optional<JvmGauge> jvm, IntFunction<String> request) {}

    /** A contestant that is warm, and what it had in RAM before it had many streams at a time: some servers keep what they have once taken. */
    record Warm(Contestant contestant, long residentBytes) {

        private long heap() {
            // The second collection finds what the first one has only told to be free.
            contestant.jvm().ifPresent(JvmGauge::liveHeapBytes);
            return contestant.jvm().map(JvmGauge::liveHeapBytes).orElse(0L);
        }

        private long resident() {
            return Memory.residentBytes(contestant.pid());
        }
    }

    /** Opens the streams and closes them, a few at a time, so that the code is there when it counts and nothing else. */
    Warm warmUp(Contestant contestant) {
        long files = Memory.openFiles(contestant.pid());
        for (int from = 0; from < count; from += AT_A_TIME) {
            int first = from;
            Listeners.open(
                            contestant.port(),
                            Math.min(AT_A_TIME, count - from),
                            number -> contestant.request().apply(first + number),
                            false)
                    .close();
        }
        awaitGone(contestant, files);
        return new Warm(contestant, Memory.residentBytes(contestant.pid()));
    }

    /** Opens the streams, listens until each has given a sign of life, and closes them. */
    Cost measure(Warm warm, int round) {
        Contestant contestant = warm.contestant();
        long files = Memory.openFiles(contestant.pid());
        long heap = warm.heap();
        Cost cost;
        try (var listeners = Listeners.open(contestant.port(), count, contestant.request(), false)) {
            long[] before = listeners.comments();
            Duration cpu = ProcessTree.cpuOf(contestant.pid());
            Duration listened = heartbeat.plus(SLACK);
            listeners.hearFor(listened);
            Duration used = ProcessTree.cpuOf(contestant.pid()).minus(cpu);
            requireSigns(contestant, before, listeners.comments());
            double seconds = listened.toMillis() / 1e3;
            cost = new Cost(
                    contestant.name(),
                    round,
                    (double) (warm.heap() - heap) / count,
                    (double) (warm.resident() - warm.residentBytes()) / count,
                    used.toNanos() / 1e3 / seconds / count);
        }
        awaitGone(contestant, files);
        return cost;
    }

    private void requireSigns(Contestant contestant, long[] before, long[] after) {
        for (int stream = 0; stream < before.length; stream++) {
            if (after[stream] <= before[stream]) {
                throw new SandboxFailure("%s: a stream has said nothing for %d s."
                        .formatted(contestant.name(), heartbeat.plus(SLACK).toSeconds()));
            }
        }
    }

    private static void awaitGone(Contestant contestant, long filesBefore) {
        long deadline = System.nanoTime() + GONE_WITHIN.toNanos();
        while (Memory.openFiles(contestant.pid()) > filesBefore + OWN_FILES) {
            if (System.nanoTime() > deadline) {
                throw new SandboxFailure("%s has not noticed within %d s that streams were closed."
                        .formatted(contestant.name(), GONE_WITHIN.toSeconds()));
            }
            try {
                Thread.sleep(LOOK_EVERY);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new SandboxFailure("Waiting for closed streams was interrupted.");
            }
        }
    }
}
