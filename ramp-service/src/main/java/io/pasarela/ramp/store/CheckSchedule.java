package io.pasarela.ramp.store;

import io.pasarela.ramp.domain.RampState.Submission;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the provider is asked about a ramp although nothing was heard: soon while it is in doubt, seldom while it waits, never once over. */
@ApplicationScoped
public class CheckSchedule {

    /** Settings of the schedule. */
    @ConfigMapping(prefix = "pasarela.ramp.checks")
    public interface CheckConfig {

        /** How long a process may take to send a ramp before another one looks after it. Longer than the provider's timeout. */
        @WithDefault("30S")
        Duration senderLease();

        /** Waits between checks of an uncertain ramp; after the last one the ramp is given up, if the provider never had it. */
        @WithDefault("5S,30S,2M,10M")
        List<Duration> uncertain();

        /** Wait between checks of a ramp that was given up: the provider may have it after all. */
        @WithDefault("1D")
        Duration givenUp();

        /** How long after its creation a ramp that was given up is still looked for. */
        @WithDefault("30D")
        Duration givenUpFor();

        /** Wait between checks of a ramp that is under way. */
        @WithDefault("5M")
        Duration underWay();
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
        return ramp.checks() > config.uncertain().size()
                && now.isAfter(ramp.createdAt().plus(whole));
    }

    @Nullable
    Instant next(Ramp ramp, Instant now) {
        if (ramp.submission() == Submission.UNCERTAIN || ramp.submission() == Submission.SENDING) {
            List<Duration> waits = config.uncertain();
            return now.plus(waits.get(Math.min(ramp.checks(), waits.size() - 1)));
        }
        if (ramp.submission() == Submission.ABANDONED) {
            return now.isBefore(ramp.createdAt().plus(config.givenUpFor())) ? now.plus(config.givenUp()) : null;
        }
        return ramp.status().isTerminal() ? null : now.plus(config.underWay());
    }
}
