package io.pasarela.providers.killb;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Access to KillB. Secrets have no default and come from the environment or mounted files.
 */
@ConfigMapping(prefix = "pasarela.providers.killb")
public interface KillbConfig {

    /** Production is https://killb.app, the vendor's sandbox https://sandbox.killb.app. Must be https in production mode. */
    URI url();

    /** E-mail of the API user. */
    Optional<String> email();

    /** Password of the API user. */
    Optional<String> password();

    /** A file with that password instead, read at each log-in: a password that is changed at KillB and in the file counts without a restart. */
    Optional<Path> passwordFile();

    /** Longest wait for a connection. */
    @WithDefault("2S")
    Duration connectTimeout();

    /** Longest wait for the answer to a creation. What may be repeated has {@code pasarela.providers.calls.try-timeout} instead. */
    @WithDefault("10S")
    Duration timeout();

    /** How long a refused log-in is remembered: until then nobody logs in, because insisting on wrong credentials locks accounts. */
    @WithDefault("30S")
    Duration refusedFor();

    Rate rate();

    /**
     * How fast this process may call. KillB allows an API user 50 requests/s with bursts of 100 in production, 100 and 200 in its sandbox
     * (docs.killb.com, resources/rate-limits); all processes share that. The defaults are for one quote-service and one ramp-service.
     */
    interface Rate {

        /** Requests per second in the long run, at least 1. */
        @WithDefault("25")
        int perSecond();

        /** Requests at once after a pause, at least 1. */
        @WithDefault("50")
        int burst();

        /**
         * How much of both, in percent, what binds nobody may use at most: simulations, banks, balances, and looking after known ramps.
         * The rest is left to quotations and creations. 1 to 100.
         */
        @WithDefault("50")
        int lookingPercent();
    }
}
