package io.pasarela.notification.access;

import io.pasarela.notification.Audience;
import io.quarkus.security.UnauthorizedException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v2/notifications/tickets}. */
@Path("/api/v2/notifications/tickets")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("notifications:read")
public class TicketResource {

    private static final String STREAM = "/api/v2/notifications/stream";

    private final JsonWebToken token;
    private final Tickets tickets;
    private final Revocations revocations;

    TicketResource(JsonWebToken token, Tickets tickets, Revocations revocations) {
        this.token = token;
        this.tickets = tickets;
        this.revocations = revocations;
    }

    /**
     * A ticket for streams.
     *
     * @param ticket what stands for the bearer token in a URL, as query parameter {@code ticket}
     * @param url a path that opens a stream with it, ready for {@code EventSource}
     * @param expiresAt when it stops opening streams; a stream that it has opened goes on
     * @param sessionExpiresAt when streams that it has opened end, because the token that it was got with expires
     */
    public record IssuedTicket(String ticket, String url, Instant expiresAt, Instant sessionExpiresAt) {}

    @POST
    @Operation(
            summary = "A ticket that opens streams in the token's place",
            description =
                    "For what cannot send a bearer token: a browser's EventSource or WebSocket. Good for a minute at most, as the query"
                            + " parameter ticket of GET /api/v2/notifications/stream and /ws. A client's token may narrow it to one of its users by"
                            + " ?subject=, so that a back end can hand it to that user's browser.")
    public RestResponse<IssuedTicket> issue(@RestQuery @Nullable String subject) {
        Pass pass = pass(subject);
        Instant until = tickets.until(pass, Instant.now());
        String ticket = tickets.ticket(new Ticket(pass, until));
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED,
                        new IssuedTicket(ticket, STREAM + "?ticket=" + ticket, until, pass.expiresAt()))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Pass pass(@Nullable String subject) {
        Pass pass = Pass.of(token);
        Audience audience = Audience.narrowed(pass.caller(), subject);
        String user = audience.subject();
        if (revocations.concern(pass)) {
            throw new UnauthorizedException();
        }
        return user == null || pass.caller().subject() != null ? pass : pass.narrowed(user, Instant.now());
    }
}
