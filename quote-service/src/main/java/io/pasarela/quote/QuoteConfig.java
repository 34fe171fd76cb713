package io.pasarela.quote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of quote-service; those of the caches are in package {@code cache}. */
@ConfigMapping(prefix = "pasarela.quote")
public interface QuoteConfig {

    /** The provider that is asked. */
    @WithDefault("killb")
    String provider();

    /** The providers that are compared, comma-separated. A new one is added here when its credentials are there. */
    @WithDefault("killb")
    List<String> providers();

    /** How long a quotation stays readable after it expired, so that "expired" and "unknown" are different answers. */
    @WithDefault("24H")
    Duration keepAfterExpiry();
}
