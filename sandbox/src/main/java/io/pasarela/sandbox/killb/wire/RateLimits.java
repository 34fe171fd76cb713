package io.pasarela.sandbox.killb.wire;

import io.pasarela.sandbox.killb.run.Behaviour;
import io.pasarela.sandbox.killb.run.Dials;
import java.util.HashMap;
import java.util.Map;

/**
 * A token bucket per access token (per address without one). Documented by KillB: 100 requests per second and a burst of 200 in the
 * sandbox, and the three headers; the key of the limit is not documented.
 */
final class RateLimits {
    private static final double NANOS = 1e9;

    private final Dials dials;
    private final Map<String, Bucket> buckets = new HashMap<>();

    RateLimits(Dials dials) {
        this.dials = dials;
    }

    /**
     * @param resetEpochSecond when the bucket will be full again, real time
     */
    record Verdict(boolean allowed, int limit, int remaining, long resetEpochSecond) {}

    private static final class Bucket {
        private double left;
        private long filledAt = System.nanoTime();

        Bucket(double left) {
            this.left = left;
        }
    }

    Verdict take(String key) {
        Behaviour behaviour = dials.behaviour();
        int burst = behaviour.burst();
        Bucket bucket = buckets.computeIfAbsent(key, _ -> new Bucket(burst));
        long now = System.nanoTime();
        double refill = (now - bucket.filledAt) / NANOS * behaviour.requestsPerSecond();
        bucket.left = Math.min(burst, bucket.left + refill);
        bucket.filledAt = now;
        boolean allowed = bucket.left >= 1;
        if (allowed) {
            bucket.left--;
        }
        double secondsToFull = (burst - bucket.left) / behaviour.requestsPerSecond();
        long reset = (long) Math.ceil(System.currentTimeMillis() / 1000.0 + secondsToFull);
        return new Verdict(allowed, burst, (int) bucket.left, reset);
    }
}
