package io.pasarela.gateway;

import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Reads the caller from the verified bearer token. A token whose {@code sub} is its own client is the client's (RFC 9068, section
 * 2.2.1); any other belongs to an end user, which is the narrower right and so the safe reading of a doubtful token.
 */
@RequestScoped
public class Callers {

    private final JsonWebToken token;

    Callers(JsonWebToken token) {
        this.token = token;
    }

    public Caller current() {
        String client = claim("azp") == null ? claim("client_id") : claim("azp");
        String subject = token.getSubject();
        if (client == null || client.isEmpty() || subject == null || subject.isEmpty()) {
            throw new UnauthorizedException("the token names no client (azp or client_id) or no subject");
        }
        return new Caller(client, subject.equals(client) ? null : subject);
    }

    private @org.jspecify.annotations.Nullable String claim(String name) {
        return token.getClaim(name);
    }
}
