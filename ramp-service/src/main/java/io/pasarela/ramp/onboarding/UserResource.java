package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Created;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.ramp.intake.IdempotencyKey;
import io.pasarela.ramp.store.User;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/users}. */
@Path("/api/v2/users")
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    private static final Set<String> STATUSES = Set.of("PENDING", "ACTIVE", "REJECTED", "SUSPENDED");

    private final Callers callers;
    private final UserOnboarding onboarding;
    private final Users users;
    private final LastWord lastWord;

    UserResource(Callers callers, UserOnboarding onboarding, Users users, LastWord lastWord) {
        this.lastWord = lastWord;
        this.callers = callers;
        this.onboarding = onboarding;
        this.users = users;
    }

    @POST
    @Cancellable(false) // a caller who hangs up must not stop a creation half-way
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("users:write")
    @Operation(
            summary = "Onboard a person or company",
            description =
                    "externalId is the client's own id of the user, and the sub of that user's tokens. Personal data goes to the"
                            + " provider and is not kept here. timeZone, an IANA region, says when the user's days and months begin for its limits;"
                            + " UTC when left out. 201 the first time, 200 on a repeat.")
    public Uni<Response> create(@Nullable ObjectNode request, @RestHeader(IdempotencyKey.HEADER) List<String> keys) {
        return onboarding
                .create(IdempotencyKey.into(Faults.body(request), keys), callers.current())
                .map(made -> made.answer(
                        "/api/v2/users/" + made.what().id(), made.what().snapshot()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"users:read", "users:write"})
    @Operation(
            summary = "Read a user",
            description =
                    "Webhooks of the provider keep it true. Where nothing was heard for an hour, the provider is asked first. Age says how"
                            + " many seconds ago the provider last said anything about the user.")
    @APIResponseSchema(UserSnapshot.class)
    public Uni<Response> read(String id) {
        Caller caller = callers.current();
        UUID userId = Faults.uuid(id).orElseThrow(UserResource::unknown);
        return found(caller, userId)
                .flatMap(lastWord::refresh)
                .chain(() -> found(caller, userId))
                .map(user -> LastWord.answer(user.snapshot(), user.heardAt()));
    }

    private Uni<User> found(Caller caller, UUID id) {
        return users.find(caller, id).map(user -> user.orElseThrow(UserResource::unknown));
    }

    @GET
    @RolesAllowed({"users:read", "users:write"})
    @Operation(
            summary = "List users, newest first",
            description =
                    "createdFrom (inclusive) and createdTo (exclusive) are RFC 3339 times; status may be stated several times.")
    public Uni<Page<UserSnapshot>> list(
            @RestQuery @Nullable String externalId,
            @RestQuery @Schema(enumeration = {"PENDING", "ACTIVE", "REJECTED", "SUSPENDED"}) List<String> status,
            @RestQuery @Nullable String createdFrom,
            @RestQuery @Nullable String createdTo,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        Faults faults = new Faults();
        Optional<String> wanted = faults.optionalText("externalId", externalId);
        Users.Filter filter = new Users.Filter(
                wanted.orElse(null),
                faults.someOf("status", status, STATUSES),
                Created.between(faults, createdFrom, createdTo));
        faults.refuseIfAny();
        return users.list(callers.current(), filter, Page.Cursor.of(after), size)
                .map(rows -> Page.of(rows, size, User::snapshot, user -> new Page.Cursor(user.createdAt(), user.id())));
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no user with this id.");
    }
}
