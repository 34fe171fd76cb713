package io.pasarela.gateway.rate;

import io.github.bucket4j.ConsumptionProbe;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a client stands with a limit, as told in the headers {@code RateLimit-Limit}, {@code RateLimit-Remaining} and {@code RateLimit-Reset}
 * (draft-ietf-httpapi-ratelimit-headers-06 and before, which most clients know).
 *
 * @param limit at once at most
 * @param remaining of it, now
 * @param resetSeconds until all of it is there again, rounded up
 * @param retryAfter until what was asked would be allowed, in whole seconds, rounded up; absent when it is allowed now
 */
public record Standing(
        long limit,
        long remaining,
        long resetSeconds,
        @Nullable Duration retryAfter) {

    static Standing of(ConsumptionProbe probe, long limit) {
        return new Standing(
                limit,
                Math.max(0, probe.getRemainingTokens()),
                roundedUp(probe.getNanosToWaitForReset()).toSeconds(),
                probe.isConsumed() ? null : roundedUp(Math.max(1, probe.getNanosToWaitForRefill())));
    }

    /** Whether what was asked is allowed. */
    public boolean isAllowed() {
        return retryAfter == null;
    }

    /** Fails with {@link ProblemCode#RATE_LIMITED} unless what was asked is allowed. @param detail what there is too much of */
    public void requireAllowed(String detail) {
        if (retryAfter != null) {
            throw ProblemException.retry(ProblemCode.RATE_LIMITED, detail, retryAfter);
        }
    }

    /** Tells the client, by name and value of each header. */
    public void tell(BiConsumer<String, String> header) {
        header.accept("RateLimit-Limit", Long.toString(limit));
        header.accept("RateLimit-Remaining", Long.toString(remaining));
        header.accept("RateLimit-Reset", Long.toString(resetSeconds));
    }

    /** Whether a client should rather hear of this than of the other: a refusal before all, else what it will run into first. */
    boolean isTighterThan(@Nullable Standing other) {
        return other == null || retryAfter != null || (other.retryAfter == null && remaining < other.remaining);
    }

    private static Duration roundedUp(long nanos) {
        return Duration.ofSeconds(Math.ceilDiv(nanos, 1_000_000_000L));
    }
}
