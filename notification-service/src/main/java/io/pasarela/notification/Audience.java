package io.pasarela.notification;

import io.pasarela.gateway.Caller;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose notices are meant.
 *
 * @param subject one user of the client; all of them when absent
 * @param rampId one ramp; all of them when absent
 */
record Audience(
        String client, @Nullable String subject, @Nullable UUID rampId) {

    static Audience of(Caller caller, @Nullable UUID rampId) {
        return new Audience(caller.client(), caller.subject(), rampId);
    }

    boolean isRungBy(Bell.Ring ring) {
        return ring.client().equals(client) && (subject == null || subject.equals(ring.subject()));
    }
}
