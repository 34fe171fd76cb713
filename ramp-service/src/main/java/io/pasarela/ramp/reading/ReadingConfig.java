package io.pasarela.ramp.reading;

import io.pasarela.contracts.events.RampStatus;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** Settings of reading. */
@ConfigMapping(prefix = "pasarela.reading")
public interface ReadingConfig {

    /** How often a replica looks whether any of the ramps that somebody waits for has changed; one query for all of them. */
    @WithDefault("200MS")
    Duration lookEvery();

    /** How many requests may wait at once in one replica; those beyond are answered at once. */
    @WithDefault("2000")
    int waitersMax();

    /** How many of them may be one client's, so that no client takes the places of all others. */
    @WithDefault("500")
    int waitersPerClient();

    /** How long a ramp is expected to stay in a status at most, where it differs from {@link WhatComesNext}'s own table. A deposit has until {@code depositExpiresAt}. */
    Map<RampStatus, Duration> expected();
}
