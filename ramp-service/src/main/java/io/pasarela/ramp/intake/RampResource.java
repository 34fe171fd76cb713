package io.pasarela.ramp.intake;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
import io.pasarela.ramp.store.TimelineEntry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/ramps}. */
@Path("/api/v2/ramps")
@Produces(MediaType.APPLICATION_JSON)
public class RampResource {

    private final Callers callers;
    private final RampCreation creation;
    private final RampQueries queries;

    RampResource(Callers callers, RampCreation creation, RampQueries queries) {
        this.callers = callers;
        this.creation = creation;
        this.queries = queries;
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

    @GET
    @Path("/{id}")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(summary = "Read a ramp")
    public Uni<RampSnapshot> read(String id) {
        return found(id).map(Ramp::snapshot);
    }

    @GET
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(
            summary = "List ramps, newest first",
            description = "Stable under inserts: after is the nextCursor of the page before.")
    public Uni<Page<RampSnapshot>> list(
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        Faults faults = new Faults();
        Optional<String> wanted = faults.optionalText("externalId", externalId);
        faults.refuseIfAny();
        return queries.list(callers.current(), wanted.orElse(null), Page.Cursor.of(after), size)
                .map(rows -> Page.of(rows, size, Ramp::snapshot, ramp -> new Page.Cursor(ramp.createdAt(), ramp.id())));
    }

    @GET
    @Path("/{id}/timeline")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(summary = "What happened to a ramp, oldest first")
    public Uni<Page<TimelineEntry.Line>> timeline(String id) {
        return found(id)
                .flatMap(ramp -> queries.timeline(ramp.id()))
                .map((List<TimelineEntry.Line> lines) -> new Page<>(lines, null));
    }

    private Uni<Ramp> found(String id) {
        var caller = callers.current();
        return Faults.uuid(id)
                .map(rampId -> queries.find(caller, rampId))
                .orElseThrow(RampResource::unknown)
                .map(ramp -> ramp.orElseThrow(RampResource::unknown));
    }

    private static Response answer(RampCreation.Created created) {
        RampSnapshot ramp = created.ramp().snapshot();
        int status = ramp.outcome() == Outcome.UNCERTAIN ? 202 : created.repeated() ? 200 : 201;
        return Response.status(status)
                .location(URI.create("/api/v2/ramps/" + ramp.id()))
                .entity(ramp)
                .build();
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no ramp with this id.");
    }
}
