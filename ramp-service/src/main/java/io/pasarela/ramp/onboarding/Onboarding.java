package io.pasarela.ramp.onboarding;

import static io.pasarela.ramp.onboarding.OnboardingRules.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.AccountProvider;
import io.pasarela.providers.AccountProvider.AccountData;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.Providers;
import io.pasarela.providers.UserProvider;
import io.pasarela.providers.UserProvider.UserData;
import io.pasarela.ramp.intake.Fingerprint;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.Accounts;
import io.pasarela.ramp.store.User;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Creates users and accounts at the provider, once per {@code externalId}. The row comes first and carries the key; a repetition after a crash
 * or a lost answer sends the same key, and the provider tells that it has it.
 */
@ApplicationScoped
class Onboarding {

    private final Providers providers;
    private final Users users;
    private final Accounts accounts;
    private final String provider;

    Onboarding(
            Providers providers,
            Users users,
            Accounts accounts,
            @ConfigProperty(name = "pasarela.ramp.provider", defaultValue = "killb") String provider) {
        this.providers = providers;
        this.users = users;
        this.accounts = accounts;
        this.provider = provider;
    }

    /** What came of a request. @param repeated whether an earlier request had already made it */
    record Made<T>(T what, boolean repeated) {}

    Uni<Made<User>> user(ObjectNode request, Caller caller) {
        OnboardingRules.checkUser(request, LocalDate.now(ZoneOffset.UTC));
        String externalId = Objects.requireNonNull(text(request, "externalId"));
        String type = Objects.requireNonNull(text(request, "type"));
        refuseForeign(caller, externalId);
        String fingerprint = Fingerprint.of(request);
        User reserved =
                new User(UUID.randomUUID(), caller.client(), externalId, fingerprint, type, provider, Instant.now());
        return users.reserve(reserved)
                .flatMap(first -> first
                        ? atProvider(reserved, request).map(user -> new Made<>(user, false))
                        : users.findByExternalId(caller.client(), externalId)
                                .map(found -> found.filter(user -> user.wasAskedForBy(fingerprint))
                                        .orElseThrow(Onboarding::mismatch))
                                .flatMap(user -> user.providerUserId() == null
                                        ? atProvider(user, request)
                                        : Uni.createFrom().item(user))
                                .map(user -> new Made<>(user, true)));
    }

    private Uni<User> atProvider(User user, ObjectNode request) {
        UserProvider at = providers.get(user.provider(), UserProvider.class);
        String key = user.id().toString();
        return at.createUser(key, new UserData(user.type(), without(request, "externalId", "type")))
                .onFailure(Onboarding::isDuplicate)
                .recoverWithUni(
                        _ -> at.findUserByKey(key, user.type()).map(found -> found.orElseThrow(Onboarding::inDoubt)))
                .onFailure(Onboarding::isCertain)
                .call(() -> users.release(user.id()))
                .flatMap(made -> users.created(user.id(), made.id(), made.status(), made.kycLevel()));
    }

    Uni<Made<Account>> account(ObjectNode request, Caller caller) {
        OnboardingRules.checkAccount(request);
        UUID userId = UUID.fromString(Objects.requireNonNull(text(request, "userId")));
        return users.find(caller, userId)
                .map(found -> found.filter(user -> user.providerUserId() != null)
                        .orElseThrow(() -> ProblemException.of(
                                ProblemCode.INVALID_REQUEST,
                                new Fault("userId", "UNKNOWN_USER", "There is no such user."))))
                .flatMap(user -> account(request, caller, user));
    }

    private Uni<Made<Account>> account(ObjectNode request, Caller caller, User user) {
        String externalId = Objects.requireNonNull(text(request, "externalId"));
        String type = Objects.requireNonNull(text(request, "type"));
        String method = type.equals("WALLET") ? Objects.requireNonNull(text(request, "network")) : type;
        String fingerprint = Fingerprint.of(request);
        Account reserved = new Account(
                UUID.randomUUID(), user, caller.client(), externalId, fingerprint, type, method, Instant.now());
        return accounts.reserve(reserved)
                .flatMap(first -> first
                        ? atProvider(reserved, user, type, request).map(account -> new Made<>(account, false))
                        : accounts.findByExternalId(caller.client(), externalId)
                                .map(found -> found.filter(account -> account.wasAskedForBy(fingerprint))
                                        .orElseThrow(Onboarding::mismatch))
                                .flatMap(account -> account.providerAccountId() == null
                                        ? atProvider(account, user, type, request)
                                        : Uni.createFrom().item(account))
                                .map(account -> new Made<>(account, true)));
    }

    private Uni<Account> atProvider(Account account, User user, String type, ObjectNode request) {
        AccountProvider at = providers.get(user.provider(), AccountProvider.class);
        String key = account.id().toString();
        String providerUserId = Objects.requireNonNull(user.providerUserId());
        return at.createAccount(
                        key, new AccountData(providerUserId, type, without(request, "externalId", "type", "userId")))
                .onFailure(Onboarding::isDuplicate)
                .recoverWithUni(_ ->
                        at.findAccountByKey(key, providerUserId).map(found -> found.orElseThrow(Onboarding::inDoubt)))
                .onFailure(Onboarding::isCertain)
                .call(() -> accounts.release(account.id()))
                .flatMap(made -> accounts.created(account.id(), made.id(), made.status()));
    }

    private static ObjectNode without(ObjectNode request, String... fields) {
        ObjectNode rest = request.deepCopy();
        for (String field : fields) {
            rest.remove(field);
        }
        return rest;
    }

    // An end user onboards nobody but itself.
    private static void refuseForeign(Caller caller, String externalId) {
        if (!caller.maySee(externalId)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "An end user's token may create that user only.");
        }
    }

    private static boolean isDuplicate(Throwable failure) {
        return failure instanceof Refused refused && refused.reason() == Refused.Reason.DUPLICATE;
    }

    private static boolean isCertain(Throwable failure) {
        return failure instanceof ProviderFailure.Refused || failure instanceof ProviderFailure.Unavailable;
    }

    private static ProviderFailure inDoubt() {
        return new ProviderFailure.Uncertain("the provider knows our key and does not find it", null);
    }

    private static ProblemException mismatch() {
        return ProblemException.of(
                ProblemCode.IDEMPOTENCY_MISMATCH,
                new Fault(
                        "externalId",
                        "USED",
                        "This externalId was used for a request with other fields; use a new one."));
    }
}
