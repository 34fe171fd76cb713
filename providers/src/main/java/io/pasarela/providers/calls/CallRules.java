package io.pasarela.providers.calls;

import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Unavailable;
import io.pasarela.providers.ProviderFailure.Uncertain;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What is tried again after what, and after how long. */
record CallRules(CallsConfig config) {

    /**
     * How long to wait before a repeatable call is tried again; empty when it is not, because trying again cannot help or the client would
     * wait for longer than the budget.
     *
     * @param tries so many were made, at least 1
     * @param elapsed since the call began
     */
    Optional<Duration> waitAfter(Throwable failure, int tries, Duration elapsed, RandomGenerator random) {
        if (!(failure instanceof Unavailable unavailable)
                || !isWorthAnotherTry(unavailable)
                || tries > config.retry().max()) {
            return Optional.empty();
        }
        Duration wait = longer(backoff(tries, random), unavailable.stated());
        return elapsed.plus(wait).plus(config.tryTimeout()).compareTo(config.budget()) <= 0
                ? Optional.of(wait)
                : Optional.empty();
    }

    /** Half to all of {@code first-wait}, doubled with every try, {@code longest-wait} at most. */
    Duration backoff(int tries, RandomGenerator random) {
        long longest = config.retry().longestWait().toMillis();
        long doubled = config.retry().firstWait().toMillis() << Math.min(tries - 1, 20);
        long whole = Math.max(2, Math.min(longest, doubled));
        return Duration.ofMillis(random.nextLong(whole / 2, whole + 1));
    }

    /** No try is sent later after the call began, so that the last one has its whole time and ends within the budget. */
    Duration lastTryIsSent() {
        Duration latest = config.budget().minus(config.tryTimeout());
        return latest.isPositive() ? latest : Duration.ofMillis(1);
    }

    /**
     * Whether the failure says that the provider is unwell. Refusals are answers, a rate limit is kept by waiting, and what was held back here
     * says nothing about the provider.
     */
    static boolean isUnwell(Throwable failure) {
        return switch (failure) {
            case Unavailable unavailable ->
                switch (unavailable.why()) {
                    case UNREACHABLE, TIMED_OUT, FAILED, CREDENTIALS -> true;
                    case RATE_LIMITED, PACED, HELD_BACK -> false;
                };
            case Uncertain _ -> true;
            default -> false;
        };
    }

    /** What became of a try, in one word for the metrics. */
    static String outcome(Throwable failure) {
        return switch (failure) {
            case Unavailable unavailable -> unavailable.why().name().toLowerCase(java.util.Locale.ROOT);
            case Uncertain _ -> "uncertain";
            case ProviderFailure.Refused _ -> "refused";
            default -> "broken";
        };
    }

    /** In whole seconds, rounded up and at least one: a client must not be told to come back too early. */
    static Duration wholeSeconds(Duration wait) {
        return Duration.ofSeconds(Math.max(1, wait.plusNanos(999_999_999).toSeconds()));
    }

    // Credentials do not get better by insisting, and an open breaker or a full bulkhead is there to be respected.
    private static boolean isWorthAnotherTry(Unavailable unavailable) {
        return switch (unavailable.why()) {
            case UNREACHABLE, TIMED_OUT, FAILED, RATE_LIMITED, PACED -> true;
            case CREDENTIALS, HELD_BACK -> false;
        };
    }

    private static Duration longer(Duration wait, @org.jspecify.annotations.Nullable Duration stated) {
        return stated == null || stated.compareTo(wait) < 0 ? wait : stated;
    }
}
