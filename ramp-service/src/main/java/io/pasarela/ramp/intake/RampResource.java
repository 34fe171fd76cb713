package io.pasarela.ramp.intake;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.UserMessages;
import io.pasarela.ramp.reading.RampAnswer;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
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
                            + " provider's answer is uncertain; 409 while the first request is being worked on, 422 when the"
                            + " externalId was used for another request. Header Idempotency-Key says the same as externalId:"
                            + " either of them is needed, and both must agree.")
    public Uni<Response> create(
            @Nullable RampRequest body,
            @RestHeader(HttpHeaders.AUTHORIZATION) String authorization,
            @RestHeader(IdempotencyKey.HEADER) List<String> keys,
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        Caller caller = callers.current();
        RampRequest request = Faults.body(body);
        return creation.create(
                        request.with(IdempotencyKey.externalId(keys, request.externalId())), caller, authorization)
                .map(created -> answer(created, caller, UserMessages.language(language)));
    }

    private static Response answer(RampCreation.Created created, Caller caller, Locale language) {
        RampSnapshot ramp = created.ramp().snapshot();
        int status = ramp.outcome() == Outcome.UNCERTAIN ? 202 : created.repeated() ? 200 : 201;
        return Response.status(status)
                .header(HttpHeaders.LOCATION, "/api/v2/ramps/" + ramp.id())
                .entity(RampAnswer.of(ramp, caller, language))
                .build();
    }
}
