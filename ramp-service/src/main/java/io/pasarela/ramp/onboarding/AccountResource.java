package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Created;
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
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.Cancellable;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/accounts}. */
@Path("/api/v2/accounts")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {

    private static final Set<String> STATUSES = Set.of("PENDING", "ACTIVE", "REJECTED", "INACTIVE");

    private final Callers callers;
    private final AccountOnboarding onboarding;
    private final Accounts accounts;
    private final Users users;
    private final LastWord lastWord;

    AccountResource(Callers callers, AccountOnboarding onboarding, Accounts accounts, Users users, LastWord lastWord) {
        this.lastWord = lastWord;
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
    @Operation(
            summary = "Read a payout account",
            description =
                    "Webhooks of the provider keep it true. Where nothing was heard for an hour, the provider is asked first. Age says how"
                            + " many seconds ago the provider last said anything about the account.")
    @APIResponseSchema(Account.View.class)
    public Uni<Response> read(String id) {
        Caller caller = callers.current();
        UUID accountId = Faults.uuid(id).orElseThrow(AccountResource::unknown);
        return found(caller, accountId)
                .call(account -> users.find(caller, account.userId())
                        .map(owner -> owner.orElseThrow(AccountResource::unknown))
                        .flatMap(owner -> lastWord.refresh(account, owner)))
                .chain(() -> found(caller, accountId))
                .map(account -> LastWord.answer(account.view(), account.heardAt()));
    }

    private Uni<Account> found(Caller caller, UUID id) {
        return accounts.find(caller.client(), id).map(account -> account.orElseThrow(AccountResource::unknown));
    }

    @GET
    @RolesAllowed({"users:read", "users:write"})
    @Operation(
            summary = "List the payout accounts of a user, newest first",
            description =
                    "An end user must state its userId. createdFrom (inclusive) and createdTo (exclusive) are RFC 3339 times;"
                            + " status may be stated several times.")
    public Uni<Page<Account.View>> list(
            @RestQuery @Nullable String userId,
            @RestQuery @Nullable String externalId,
            @RestQuery @Nullable String type,
            @RestQuery @Schema(enumeration = {"PENDING", "ACTIVE", "REJECTED", "INACTIVE"}) List<String> status,
            @RestQuery @Nullable String createdFrom,
            @RestQuery @Nullable String createdTo,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        Caller caller = callers.current();
        int size = Page.limit(limit);
        var cursor = Page.Cursor.of(after);
        Faults faults = new Faults();
        UUID owner = userId == null && caller.endUser().isEmpty()
                ? null
                : faults.id("userId", userId).orElse(null);
        Accounts.Filter filter = new Accounts.Filter(
                faults.optionalText("externalId", externalId).orElse(null),
                owner,
                faults.optionalText("type", type).orElse(null),
                faults.someOf("status", status, STATUSES),
                Created.between(faults, createdFrom, createdTo));
        faults.refuseIfAny();
        Uni<Page<Account.View>> page = accounts.list(caller.client(), filter, cursor, size)
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
