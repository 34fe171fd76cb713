package io.pasarela.gateway.rate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one client may ask of a service. What it means together is told in docs/rate-limits.md. */
@ConfigMapping(prefix = "pasarela.clients.rate")
public interface RateConfig {

    /** Whether clients are limited at all. */
    @WithDefault("true")
    boolean enabled();

    /** Requests of any kind. */
    Requests requests();

    /** Prices, binding or not: each of them may cost a call of a provider. A batch counts as many as it has entries. */
    Prices prices();

    /** A token bucket for requests. */
    interface Requests {

        /** In the long run, at least 1. */
        @WithDefault("1000")
        int perSecond();

        /** At once after a pause, at least 1. */
        @WithDefault("2000")
        int burst();
    }

    /** A token bucket for prices. */
    interface Prices {

        /** In the long run, at least 1. */
        @WithDefault("100")
        int perSecond();

        /** At once after a pause, at least 1. */
        @WithDefault("500")
        int burst();
    }
}
