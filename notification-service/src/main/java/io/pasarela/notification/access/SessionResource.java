package io.pasarela.notification.access;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.Audience;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code DELETE /api/v2/notifications/sessions}. */
@Path("/api/v2/notifications/sessions")
@RolesAllowed("notifications:read")
public class SessionResource {

    private final Callers callers;
    private final Revocations revocations;

    SessionResource(Callers callers, Revocations revocations) {
        this.callers = callers;
        this.revocations = revocations;
    }

    @DELETE
    @Operation(
            summary = "End every stream of a user, on every replica",
            description =
                    "Streams, tickets and cookies that rest on a token of that user issued until now end, and no stream is opened with such a"
                            + " token again: what a client's back end calls when somebody signs out or is locked out. A client's token names the user by"
                            + " ?subject=, and itself by its own id; an end user's token ends its own, and may leave it out.")
    public Uni<Void> revoke(@RestQuery @Nullable String subject) {
        Caller caller = callers.current();
        String whose = Audience.narrowed(caller, subject).subject();
        if (whose == null) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault("subject", "REQUIRED", "subject is required: whose streams are to end."));
        }
        return revocations.revoke(caller.client(), whose);
    }
}
