package io.pasarela.gateway;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who is calling.
 *
 * @param client the OAuth client (tenant): {@code azp} or {@code client_id} of the token
 * @param subject the end user, where the token is an end user's; such a caller sees its own ramps and notifications only
 */
public record Caller(String client, @Nullable String subject) {

    public Optional<String> endUser() {
        return Optional.ofNullable(subject);
    }

    /** Whether this caller may see what belongs to that user of its client. */
    public boolean maySee(String userExternalId) {
        return subject == null || subject.equals(userExternalId);
    }
}
