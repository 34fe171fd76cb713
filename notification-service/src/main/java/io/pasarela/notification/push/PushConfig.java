package io.pasarela.notification.push;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Web Push; told to deployers in docs/channels.md. */
@ConfigMapping(prefix = "pasarela.channels.push")
public interface PushConfig {

    @WithDefault("false")
    boolean enabled();

    /** Public half of the key pair that names us to push services: 65 bytes in Base64 for URLs, as usual tools make it. */
    Optional<String> vapidPublicKey();

    /** Private half, 32 bytes in Base64 for URLs. */
    Optional<String> vapidPrivateKey();

    /** How a push service can reach the deployer: {@code mailto:} or {@code https:}. */
    Optional<String> contact();

    /** Hosts of the push services that are called, each with all hosts below it. */
    @WithDefault("fcm.googleapis.com,push.services.mozilla.com,notify.windows.com,push.apple.com")
    Set<String> services();

    /** How long a push service keeps a message for a browser that is away. */
    @WithDefault("24H")
    Duration keptFor();

    /** Subscriptions of one person, at most. */
    @WithDefault("20")
    int subscriptionsMax();

    /** The wait before each try, the one before the first included. */
    @WithDefault("0S,5S,1M,10M,1H")
    List<Duration> schedule();

    /** For all of a try. */
    @WithDefault("15S")
    Duration timeout();

    /** Tries under way at a time on one replica. */
    @WithDefault("64")
    int concurrency();

    /** Tries under way at a time on one replica at one push service. */
    @WithDefault("32")
    int perService();
}
