package io.pasarela.notification.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Tickets and the cookies that go on with them; told to deployers in docs/notifications.md. */
@ConfigMapping(prefix = "pasarela.notifications")
public interface TicketConfig {

    /**
     * What tickets and cookies are sealed with, at least 32 characters each and the same on every replica. The first one seals, all of them open.
     * How to change it is told in docs/rotation.md.
     */
    List<String> ticketSecrets();

    /** How long a ticket opens streams, at most a minute. */
    @WithDefault("60S")
    Duration ticketValidFor();

    /** Origins besides the service's own whose pages may open WebSockets and go on with cookies, such as {@code https://app.example.com}. */
    Optional<List<String>> origins();
}
