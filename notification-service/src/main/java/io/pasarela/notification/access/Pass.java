package io.pasarela.notification.access;

import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * What a credential allows: to hear what this caller may hear, until then.
 *
 * @param issuedAt when the token was issued; a revocation after it ends the pass. In whole seconds, rounded down, as tokens state it
 * @param expiresAt when the token expires, and with it everything that was got with it
 */
public record Pass(Caller caller, Instant issuedAt, Instant expiresAt) {

    /** Of a verified token. One that does not say when it was issued counts as issued long ago. */
    public static Pass of(JsonWebToken token) {
        return new Pass(
                Callers.of(token),
                Instant.ofEpochSecond(Math.max(0, token.getIssuedAtTime())),
                Instant.ofEpochSecond(token.getExpirationTime()));
    }

    /** A pass for one user of the client, who is vouched for now. */
    Pass narrowed(String subject, Instant now) {
        return new Pass(new Caller(caller.client(), subject), now, expiresAt);
    }
}
