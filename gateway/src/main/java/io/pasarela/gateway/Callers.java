package io.pasarela.gateway;

import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
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
        return of(token);
    }

    /** The caller that a verified token names. Fails with {@link UnauthorizedException} when it names none. */
    public static Caller of(JsonWebToken token) {
        String client = client(token).orElse("");
        String subject = token.getSubject();
        if (client.isEmpty() || subject == null || subject.isEmpty()) {
            throw new UnauthorizedException("the token names no client (azp or client_id) or no subject");
        }
        return new Caller(client, subject.equals(client) ? null : subject);
    }

    /** The client (tenant) of the present token, if it names one. */
    public Optional<String> client() {
        return client(token);
    }

    /** The client (tenant) that a verified token names, if it does. */
    public static Optional<String> client(JsonWebToken token) {
        Optional<String> party = token.claim("azp");
        return party.or(() -> token.claim("client_id")).filter(name -> !name.isEmpty());
    }
}
