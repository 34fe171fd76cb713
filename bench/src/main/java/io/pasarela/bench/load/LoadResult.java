package io.pasarela.bench.load;

import java.time.Duration;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * What one run of the load generator saw.
 *
 * @param answered responses with an accepted status
 * @param failed other responses, broken connections, and requests that got no answer
 * @param took from the first request sent to the last response read
 * @param latencies of the answered ones, in nanoseconds, from sending a request to having its whole response
 * @param firstFailure what went wrong first, for a person to read
 */
public record LoadResult(
        long answered, long failed, Duration took, Histogram latencies, Optional<String> firstFailure) {

    public double requestsPerSecond() {
        return answered / (took.toNanos() / 1e9);
    }

    /** @param percentile from 0 to 100 */
    public double latencyMillis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }
}
