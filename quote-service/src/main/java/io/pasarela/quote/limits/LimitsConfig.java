package io.pasarela.quote.limits;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Settings of limits. */
@ConfigMapping(prefix = "pasarela.quote.limits")
public interface LimitsConfig {

    /** How long a user's level is taken as the provider last stated it; the provider's own advice. A webhook about the user ends it early. */
    @WithDefault("1H")
    Duration levelTtl();

    /** The provider states a user's level within this time, or the level last published is taken. */
    @WithDefault("2S")
    Duration levelWithin();

    /** How long a user that is not known yet is waited for: a new one takes a moment to get here. */
    @WithDefault("1S")
    Duration unknownUserPatience();
}
