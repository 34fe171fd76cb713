package io.pasarela.notification.live;

import io.pasarela.notification.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Listeners with the same key hear of the same notices, their ramps apart.
 *
 * @param subject absent for those who hear of all users of the client
 */
record Key(String client, @Nullable String subject) {

    static Key of(Audience audience) {
        return new Key(audience.client(), audience.subject());
    }
}
