package io.pasarela.ramp.intake;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code POST /api/v2/ramps}. */
@Path("/api/v2/ramps")
@Produces(MediaType.APPLICATION_JSON)
public class RampResource {

    private final Callers callers;
    private final RampCreation creation;

    RampResource(Callers callers, RampCreation creation) {
        this.callers = callers;
        this.creation = creation;
    }

    @POST
    @Cancellable(false) // a caller who hangs up must not stop a creation half-way
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("ramps:write")
    @Operation(
            summary = "Execute a quotation",
            description =
                    "201 the first time, 200 with the same ramp on every repeat with the same externalId, 202 while the"
                            + " provider's answer is uncertain.")
    public Uni<Response> create(
            @Nullable RampRequest request, @RestHeader(HttpHeaders.AUTHORIZATION) String authorization) {
        return creation.create(Faults.body(request), callers.current(), authorization)
                .map(RampResource::answer);
    }

    private static Response answer(RampCreation.Created created) {
        RampSnapshot ramp = created.ramp().snapshot();
        int status = ramp.outcome() == Outcome.UNCERTAIN ? 202 : created.repeated() ? 200 : 201;
        return Response.status(status)
                .location(URI.create("/api/v2/ramps/" + ramp.id()))
                .entity(ramp)
                .build();
    }
}
