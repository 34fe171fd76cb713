package io.pasarela.notification.email;

import io.pasarela.gateway.Faults;
import io.pasarela.notification.outbound.SecretBox;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/** Links that let whoever has them stop e-mails to one person, and do nothing else. */
@ApplicationScoped
class UnsubscribeLinks {

    private static final String PURPOSE = "unsubscribe";

    /** Longer than any that we make. */
    private static final int TOKEN_LENGTH_MAX = 256;

    private final SecretBox box;
    private final EmailConfig config;

    UnsubscribeLinks(SecretBox box, EmailConfig config) {
        this.box = box;
        this.config = config;
    }

    String to(UUID preferences) {
        return config.publicUrl().orElseThrow().replaceAll("/+$", "") + UnsubscribeResource.PATH + "/"
                + box.seal(PURPOSE, preferences.toString());
    }

    /** Whom a link is for; empty when it is none of ours. */
    Optional<UUID> whom(String token) {
        return token.length() > TOKEN_LENGTH_MAX
                ? Optional.empty()
                : box.open(PURPOSE, token).flatMap(Faults::uuid);
    }

    /** Where people reach us; the right side of message ids. */
    String host() {
        return URI.create(config.publicUrl().orElseThrow()).getHost();
    }
}
