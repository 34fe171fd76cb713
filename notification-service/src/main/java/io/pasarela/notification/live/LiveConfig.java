package io.pasarela.notification.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How streams behave; told to deployers in docs/notifications.md. */
@ConfigMapping(prefix = "pasarela.notifications.streams")
public interface LiveConfig {

    /** A stream that says nothing for so long says that it is still there; proxies and phones hang up on silence. */
    @WithDefault("15S")
    Duration heartbeat();

    /** How often the table is looked at although no bell rang, in case a ring was lost. Every second while Redis is away. */
    @WithDefault("10S")
    Duration lookEvery();

    /** A stream that states no position begins with what is not older than this; also what a snapshot counts as recently changed. */
    @WithDefault("1H")
    Duration past();

    /** After so long a client whose connection broke should come back. */
    @WithDefault("2S")
    Duration reconnect();

    /** When many are sent away at once, each is told a time of its own of up to so much more. */
    @WithDefault("5S")
    Duration reconnectJitter();

    /** A connection that takes nothing for so long is closed; at least 1 s. */
    @WithDefault("30S")
    Duration slowFor();

    /** Events that a WebSocket client may leave unacknowledged; the next one waits. At least 1. */
    @WithDefault("100")
    int unacknowledged();

    /** Open streams of one end user on one replica. */
    @WithDefault("20")
    int perUser();

    /** Open streams of one client's own, which hear of all its users, on one replica. */
    @WithDefault("1000")
    int perClient();

    /** Open streams of one client's end users together, on one replica: what is left of {@code perNode} is for other clients. */
    @WithDefault("15000")
    int perClientsUsers();

    /** Open streams on one replica. */
    @WithDefault("20000")
    int perNode();
}
