package io.pasarela.quote.kept;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of what is kept in Redis out of topics. */
@ConfigMapping(prefix = "pasarela.quote.kept")
public interface KeptConfig {

    /** Redis answers a read within this time, or the request is told to come again. */
    @WithDefault("1S")
    Duration answerWithin();

    /** The same for a batch of writes, which is tried again. */
    @WithDefault("10S")
    Duration writtenWithin();

    /** How often the marker is looked at while nobody asks. */
    @WithDefault("1S")
    Duration lookEvery();

    /** A replica that rebuilds and is not heard of for so long is taken for dead, and another one begins anew. */
    @WithDefault("30S")
    Duration lease();

    /** What a request is told to wait while a rebuild is under way; at least one second. */
    @WithDefault("2S")
    Duration retryAfter();
}
