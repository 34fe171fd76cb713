package io.pasarela.notification.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Webhooks to clients; told to deployers in docs/channels.md. */
@ConfigMapping(prefix = "pasarela.channels.webhooks")
public interface WebhookConfig {

    @WithDefault("false")
    boolean enabled();

    /** The wait before each try, the one before the first included; by default as Standard Webhooks proposes. */
    @WithDefault("0S,5S,5M,30M,2H,5H,10H,14H,20H,24H")
    List<Duration> schedule();

    /** For all of a try: looking up the host, connecting, sending, the answer. */
    @WithDefault("15S")
    Duration timeout();

    /** An endpoint at which every try has failed for this long is disabled. */
    @WithDefault("5D")
    Duration disableAfter();

    /** How long the secret before a rotation goes on signing. */
    @WithDefault("24H")
    Duration secretOverlap();

    /** Endpoints of one client, at most; times {@code perEndpoint} less than {@code concurrency}, so that no client takes every place. */
    @WithDefault("10")
    int endpointsMax();

    /** Tries under way at a time on one replica. */
    @WithDefault("64")
    int concurrency();

    /** Tries under way at a time on one replica at one endpoint. */
    @WithDefault("4")
    int perEndpoint();

    /** Test events and resends that one client may ask one replica for, in the long run. */
    @WithDefault("5")
    int byHandPerSecond();

    /** The same at once, after a pause. */
    @WithDefault("50")
    int byHandBurst();
}
