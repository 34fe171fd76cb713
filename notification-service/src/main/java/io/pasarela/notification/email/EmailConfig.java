package io.pasarela.notification.email;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** E-mail; told to deployers in docs/channels.md. Where it is handed in is said by {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "pasarela.channels.email")
public interface EmailConfig {

    @WithDefault("false")
    boolean enabled();

    /** Sender, an address with or without a name. */
    Optional<String> from();

    /** Where people reach the gateway, e.g. {@code https://pay.example.com}: the links to unsubscribe begin with it. */
    Optional<String> publicUrl();

    /** The wait before each try, the one before the first included. */
    @WithDefault("0S,1M,5M,30M,2H,6H")
    List<Duration> schedule();

    /** For all of a try. */
    @WithDefault("30S")
    Duration timeout();

    /** Tries under way at a time on one replica. */
    @WithDefault("8")
    int concurrency();
}
