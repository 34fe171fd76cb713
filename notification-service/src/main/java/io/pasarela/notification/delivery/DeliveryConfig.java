package io.pasarela.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How deliveries are worked off; told to deployers in docs/channels.md. */
@ConfigMapping(prefix = "pasarela.channels.deliveries")
public interface DeliveryConfig {

    /** How often each replica looks for what is due. */
    @WithDefault("1S")
    Duration every();

    /** What a replica has taken is taken by another after this time: so late a try is repeated whose replica died. Longer than any channel's timeout. */
    @WithDefault("60S")
    Duration lease();

    /** How long what is over is kept, with its attempts. */
    @WithDefault("30D")
    Duration kept();

    /** How often old ones are looked for. */
    @WithDefault("10M")
    Duration forgetEvery();
}
