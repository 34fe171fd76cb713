package io.pasarela.ramp.intake;

import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.UserMessages;
import io.pasarela.ramp.store.Ramp;
import io.pasarela.ramp.store.RampQueries;
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
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
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

    private static final List<String> OUTCOMES =
            Arrays.stream(Outcome.values()).map(Enum::name).toList();

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

    @GET
    @Path("/{id}")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(summary = "Read a ramp")
    public Uni<RampAnswer> read(String id, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        Caller caller = callers.current();
        return found(id).map(ramp -> RampAnswer.of(ramp, caller, UserMessages.language(language)));
    }

    @GET
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(
            summary = "List ramps, newest first",
            description =
                    "Stable under inserts: after is the nextCursor of the page before. outcome, CONFIRMED or UNCERTAIN,"
                            + " lists only those of that outcome.")
    public Uni<Page<RampAnswer>> list(
            @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language,
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String outcome,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        Faults faults = new Faults();
        Optional<String> wanted = faults.optionalText("externalId", externalId);
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            faults.add("outcome", "UNKNOWN_VALUE", "outcome is one of " + OUTCOMES + ".");
        }
        faults.refuseIfAny();
        Caller caller = callers.current();
        Locale spoken = UserMessages.language(language);
        Outcome only = outcome == null ? null : Outcome.valueOf(outcome);
        return queries.list(caller, wanted.orElse(null), only, Page.Cursor.of(after), size)
                .map(rows -> Page.of(
                        rows,
                        size,
                        ramp -> RampAnswer.of(ramp, caller, spoken),
                        ramp -> new Page.Cursor(ramp.createdAt(), ramp.id())));
    }

    @GET
    @Path("/{id}/timeline")
    @RolesAllowed({"ramps:read", "ramps:write"})
    @Operation(summary = "What happened to a ramp, oldest first")
    public Uni<Page<RampAnswer.Line>> timeline(
            String id, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String language) {
        Caller caller = callers.current();
        Locale spoken = UserMessages.language(language);
        return found(id)
                .flatMap(ramp -> queries.timeline(ramp.id()))
                .map(lines -> new Page<>(
                        lines.stream()
                                .map(line -> RampAnswer.Line.of(line, caller, spoken))
                                .toList(),
                        null));
    }

    private Uni<Ramp> found(String id) {
        var caller = callers.current();
        return Faults.uuid(id)
                .map(rampId -> queries.find(caller, rampId))
                .orElseThrow(RampResource::unknown)
                .map(ramp -> ramp.orElseThrow(RampResource::unknown));
    }

    private static Response answer(RampCreation.Created created, Caller caller, Locale language) {
        RampSnapshot ramp = created.ramp().snapshot();
        int status = ramp.outcome() == Outcome.UNCERTAIN ? 202 : created.repeated() ? 200 : 201;
        return Response.status(status)
                .location(URI.create("/api/v2/ramps/" + ramp.id()))
                .entity(RampAnswer.of(created.ramp(), caller, language))
                .build();
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no ramp with this id.");
    }
}
