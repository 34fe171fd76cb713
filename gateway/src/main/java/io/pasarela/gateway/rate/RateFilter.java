package io.pasarela.gateway.rate;

import io.pasarela.gateway.Callers;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Counts every request of a client, and tells in every answer how the client stands. Who is nobody's client is refused by others. */
public class RateFilter {

    private final CurrentIdentityAssociation identity;
    private final ClientRate rate;

    RateFilter(CurrentIdentityAssociation identity, ClientRate rate) {
        this.identity = identity;
        this.rate = rate;
    }

    @ServerRequestFilter
    public Uni<Void> count() {
        return identity.getDeferredIdentity()
                .map(found -> found.getPrincipal() instanceof JsonWebToken token
                        ? Callers.client(token)
                        : Optional.<String>empty())
                .onFailure()
                .recoverWithItem(Optional.empty())
                .flatMap(client -> client.map(rate::request)
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    @ServerResponseFilter
    public void tell(ContainerResponseContext response) {
        rate.told().ifPresent(standing -> standing.tell(response.getHeaders()::putSingle));
    }
}
