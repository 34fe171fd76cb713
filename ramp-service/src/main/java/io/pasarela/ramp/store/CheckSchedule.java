package io.pasarela.ramp.store;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.ramp.domain.RampState.Submission;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When the provider is asked about a ramp although nothing was heard: soon while it is in doubt, seldom while it waits, never once over. */
@ApplicationScoped
public class CheckSchedule {

    /** No ramp that is not over waits for longer, whatever is configured. */
    static final Duration LONGEST = Duration.ofDays(1);

    /**
     * Settings of the schedule. A list holds the waits before the first, second … check since there was news of the ramp; the last one is
     * repeated.
     */
    @ConfigMapping(prefix = "pasarela.ramp.checks")
    public interface CheckConfig {

        /** How long a process may take to send a ramp before another one looks after it. Longer than the provider's timeout. */
        @WithDefault("30S")
        Duration senderLease();

        /** Of an uncertain ramp; after the last one it is given up, if the provider never had it. */
        @WithDefault("5S,30S,2M,10M")
        List<Duration> uncertain();

        @WithDefault("2M,10M,1H")
        List<Duration> created();

        @WithDefault("2M,10M,1H,6H")
        List<Duration> awaitingDeposit();

        @WithDefault("10M,1H,6H")
        List<Duration> inReview();

        @WithDefault("2M,5M,15M,1H")
        List<Duration> depositReceived();

        @WithDefault("2M,5M,15M,1H")
        List<Duration> converting();

        @WithDefault("2M,5M,15M,1H")
        List<Duration> payingOut();

        @WithDefault("30M,6H,24H")
        List<Duration> refunding();

        /** So many percent at most, 0 to 50, are taken off each wait at random, so that what began at one moment does not go on as a wave. */
        @WithDefault("20")
        int jitterPercent();

        /** How often each process looks for ramps that are due. */
        @WithDefault("2S")
        Duration every();

        /**
         * Ramps that each process asks about at a look, 1 to 1000. With {@code every} it is the share of the provider's rate that checks may
         * have; the rest is for people who wait.
         */
        @WithDefault("10")
        int perLook();

        /** How long a ramp is one process's to ask about; then it is due again. Longer than a look's calls of the provider take. */
        @WithDefault("60S")
        Duration lease();

        /** Wait between checks of a ramp that was given up: the provider may have it after all. */
        @WithDefault("1D")
        Duration givenUp();

        /** How long after its creation a ramp that was given up is still looked for. */
        @WithDefault("30D")
        Duration givenUpFor();
    }

    private final CheckConfig config;

    CheckSchedule(CheckConfig config) {
        this.config = config;
    }

    public Duration senderLease() {
        return config.senderLease();
    }

    /** Whether an uncertain ramp was looked for often enough, and for long enough. */
    public boolean isExhausted(Ramp ramp, Instant now) {
        Duration whole = config.uncertain().stream().reduce(Duration.ZERO, Duration::plus);
        return ramp.checks() >= config.uncertain().size()
                && now.isAfter(ramp.createdAt().plus(whole));
    }

    /** @param checks so many were made in vain since there was news, the one just made among them */
    @Nullable
    Instant next(Ramp ramp, int checks, Instant now) {
        if (ramp.submission() == Submission.ABANDONED) {
            return now.isBefore(ramp.createdAt().plus(config.givenUpFor())) ? now.plus(config.givenUp()) : null;
        }
        List<Duration> waits = waits(config, ramp.submission(), ramp.status());
        if (waits.isEmpty()) {
            return null;
        }
        Duration wait = waits.get(Math.min(checks, waits.size() - 1));
        return now.plus(jittered(wait.compareTo(LONGEST) > 0 ? LONGEST : wait));
    }

    // Only ever sooner, so that the wait stays the bound.
    private Duration jittered(Duration wait) {
        long most = wait.toMillis() * config.jitterPercent() / 100;
        return wait.minusMillis(ThreadLocalRandom.current().nextLong(most + 1));
    }

    /** The waits that apply; none when the ramp is over. */
    static List<Duration> waits(CheckConfig config, Submission submission, RampStatus status) {
        return switch (submission) {
            case RESERVED, SENDING, UNCERTAIN -> config.uncertain();
            case ABANDONED -> List.of();
            case CONFIRMED ->
                switch (status) {
                    case CREATED -> config.created();
                    case AWAITING_DEPOSIT -> config.awaitingDeposit();
                    case IN_REVIEW -> config.inReview();
                    case DEPOSIT_RECEIVED -> config.depositReceived();
                    case CONVERTING -> config.converting();
                    case PAYING_OUT -> config.payingOut();
                    case REFUNDING -> config.refunding();
                    case COMPLETED, FAILED, REJECTED, CANCELED, EXPIRED, REFUNDED -> List.of();
                };
        };
    }
}
