package io.pasarela.quote.quotation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of quoting. */
@ConfigMapping(prefix = "pasarela.quotation")
public interface QuotationConfig {

    /** How many entries of one batch are priced at the same time. */
    @WithDefault("5")
    int batchParallel();

    /** How long identical simulations of one user share one price of the provider. */
    @WithDefault("1S")
    Duration simulationShared();
}
