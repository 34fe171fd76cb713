package io.pasarela.bench.measure;

import java.util.Map;

/**
 * One contestant in one round.
 *
 * @param round from 1; 0 is the warm-up
 * @param requestsPerSecond answered ones
 * @param p50Millis latency at full load
 * @param cpuMicros CPU time of the server process per answered request, user and kernel
 * @param allocatedBytes on the server's heap per answered request, by all threads
 * @param cpuMicrosElsewhere CPU time per answered request of each process that works for it, by name
 * @param busy share of all cores that the server and those processes had, from 0 to 1
 * @param others share of all cores that processes of somebody else had, or the hypervisor; 0 where the system does not tell
 * @param failures must be 0 for the figures to mean anything
 * @param complaint what failed first; empty when nothing did
 */
public record Measurement(
        String contestant,
        int round,
        double requestsPerSecond,
        double p50Millis,
        double p99Millis,
        double cpuMicros,
        double allocatedBytes,
        Map<String, Double> cpuMicrosElsewhere,
        double busy,
        double others,
        long failures,
        String complaint) {

    public Measurement {
        cpuMicrosElsewhere = Map.copyOf(cpuMicrosElsewhere);
    }

    /** The same in another round. */
    public Measurement in(int otherRound) {
        return new Measurement(
                contestant,
                otherRound,
                requestsPerSecond,
                p50Millis,
                p99Millis,
                cpuMicros,
                allocatedBytes,
                cpuMicrosElsewhere,
                busy,
                others,
                failures,
                complaint);
    }

    /** CPU time per request of one of the other processes, in microseconds; 0 when there is none of this name. */
    public double cpuMicrosOf(String process) {
        return cpuMicrosElsewhere.getOrDefault(process, 0.0);
    }
}
