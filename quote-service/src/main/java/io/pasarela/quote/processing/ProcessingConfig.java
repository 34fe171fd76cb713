package io.pasarela.quote.processing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of processing times. */
@ConfigMapping(prefix = "pasarela.quote.processing")
public interface ProcessingConfig {

    /** So many finished ramps replace our assumption. */
    @WithDefault("20")
    int enough();

    /** How far back finished ramps are looked at, at most 35 days: the topic does not reach further back. */
    @WithDefault("P30D")
    Duration window();

    /** So many of a corridor's finished ramps are kept, the newest. */
    @WithDefault("500")
    int keptMax();

    /** How long a replica shows what it has computed before it looks again. */
    @WithDefault("30S")
    Duration refresh();

    /** Redis answers within this time, or our assumption is shown. */
    @WithDefault("200MS")
    Duration answerWithin();
}
