package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.ramp.intake.IdempotencyKey;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.Accounts;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/accounts}. */
@Path("/api/v2/accounts")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private final Callers callers;
    private final AccountOnboarding onboarding;
    private final Accounts accounts;
    private final Users users;

    AccountResource(Callers callers, AccountOnboarding onboarding, Accounts accounts, Users users) {
        this.callers = callers;
        this.onboarding = onboarding;
        this.accounts = accounts;
        this.users = users;
    }

    @POST
    @Cancellable(false) // a caller who hangs up must not stop a creation half-way
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("users:write")
    @Operation(
            summary = "Register a payout account",
            description = "A wallet or a bank account of a user. 201 the first time, 200 on a repeat.")
    public Uni<Response> create(@Nullable ObjectNode request, @RestHeader(IdempotencyKey.HEADER) List<String> keys) {
        return onboarding
                .create(IdempotencyKey.into(Faults.body(request), keys), callers.current())
                .map(made -> made.answer(
                        "/api/v2/accounts/" + made.what().id(), made.what().view()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"users:read", "users:write"})
    @Operation(summary = "Read a payout account")
    public Uni<Account.View> read(String id) {
        Caller caller = callers.current();
        UUID accountId = Faults.uuid(id).orElseThrow(AccountResource::unknown);
        return accounts.find(caller.client(), accountId)
                .map(account -> account.orElseThrow(AccountResource::unknown))
                .call(account ->
                        users.find(caller, account.userId()).map(owner -> owner.orElseThrow(AccountResource::unknown)))
                .map(Account::view);
    }

    @GET
    @RolesAllowed({"users:read", "users:write"})
    @Operation(
            summary = "List the payout accounts of a user, newest first",
            description = "An end user must state its userId.")
    public Uni<Page<Account.View>> list(
            @RestQuery @Nullable String userId, @RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
        Caller caller = callers.current();
        int size = Page.limit(limit);
        var cursor = Page.Cursor.of(after);
        Faults faults = new Faults();
        UUID owner = userId == null && caller.endUser().isEmpty()
                ? null
                : faults.id("userId", userId).orElse(null);
        faults.refuseIfAny();
        Uni<Page<Account.View>> page = accounts.list(caller.client(), owner, cursor, size)
                .map(rows -> Page.of(
                        rows, size, Account::view, account -> new Page.Cursor(account.createdAt(), account.id())));
        return owner == null
                ? page
                : users.find(caller, owner)
                        .map(found -> found.orElseThrow(AccountResource::unknown))
                        .flatMap(_ -> page);
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no such account or user.");
    }
}
