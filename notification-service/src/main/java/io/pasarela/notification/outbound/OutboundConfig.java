package io.pasarela.notification.outbound;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What holds for every channel; told to deployers in docs/channels.md. */
@ConfigMapping(prefix = "pasarela.channels")
public interface OutboundConfig {

    /**
     * What secrets and addresses in the database are encrypted with: {@code id:key} each, the key 32 bytes in Base64. The first one encrypts,
     * all of them decrypt. Needed as soon as a channel is on.
     */
    Optional<List<String>> secretKeys();

    /** Ports that may be called over https. */
    @WithDefault("443")
    Set<Integer> ports();

    /** For development: plain http to this machine's own loopback addresses, on any port. Production refuses to start with it. */
    @WithDefault("false")
    boolean loopbackAllowed();
}
