package io.pasarela.ramp.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long ramp-service remembers what it does not need to work. */
@ConfigMapping(prefix = "pasarela.ramp.retention")
public interface RetentionConfig {

    /** Lines of a timeline, once the ramp is over and nothing has happened to it for so long. */
    @WithDefault("400D")
    Duration timeline();

    /** Webhooks about what nobody here knows: those of somebody else who shares our account at the provider. */
    @WithDefault("1D")
    Duration unmatched();

    /** How many of them are kept, about. Beyond that number reconciliation has to find what they tell. */
    @WithDefault("500000")
    int unmatchedMax();

    /** How often old rows are looked for. */
    @WithDefault("1H")
    Duration every();

    /** Rows deleted in one transaction, at most; at least 1. */
    @WithDefault("1000")
    int batch();

    /** Batches per table at each time, at most; what is left waits for the next. */
    @WithDefault("100")
    int batches();
}
