package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/users}. */
@Path("/api/v2/users")
@Produces(MediaType.APPLICATION_JSON)
public class UserResource {

    private final Callers callers;
    private final UserOnboarding onboarding;
    private final Users users;

    UserResource(Callers callers, UserOnboarding onboarding, Users users) {
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
    @Operation(summary = "Read a user")
    public Uni<UserSnapshot> read(String id) {
        var caller = callers.current();
        return Faults.uuid(id)
                .map(userId -> users.find(caller, userId))
                .orElseThrow(UserResource::unknown)
                .map(user -> user.orElseThrow(UserResource::unknown).snapshot());
    }

    @GET
    @RolesAllowed({"users:read", "users:write"})
    @Operation(summary = "List users, newest first")
    public Uni<Page<UserSnapshot>> list(
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        Faults faults = new Faults();
        Optional<String> wanted = faults.optionalText("externalId", externalId);
        faults.refuseIfAny();
        return users.list(callers.current(), wanted.orElse(null), Page.Cursor.of(after), size)
                .map(rows -> Page.of(rows, size, User::snapshot, user -> new Page.Cursor(user.createdAt(), user.id())));
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no user with this id.");
    }
}
