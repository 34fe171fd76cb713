package io.pasarela.ramp.onboarding;

import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.AccountProvider;
import io.pasarela.providers.AccountProvider.AccountData;
import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.Providers;
import io.pasarela.ramp.dispatch.ProviderNews;
import io.pasarela.ramp.dispatch.Webhooks;
import io.pasarela.ramp.intake.Fingerprint;
import io.pasarela.ramp.intake.Fingerprints;
import io.pasarela.ramp.onboarding.Reservations.Made;
import io.pasarela.ramp.rules.AccountRules;
import io.pasarela.ramp.rules.AccountType;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.Accounts;
import io.pasarela.ramp.store.User;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Registers payout accounts at the provider, once per {@code externalId}. */
@ApplicationScoped
class AccountOnboarding {

    private final Providers providers;
    private final Users users;
    private final Accounts accounts;
    private final Webhooks webhooks;
    private final BankCodes banks;
    private final OnboardingConfig config;
    private final Fingerprints fingerprints;

    AccountOnboarding(
            Providers providers,
            Users users,
            Accounts accounts,
            Webhooks webhooks,
            BankCodes banks,
            OnboardingConfig config,
            Fingerprints fingerprints) {
        this.providers = providers;
        this.users = users;
        this.accounts = accounts;
        this.webhooks = webhooks;
        this.banks = banks;
        this.config = config;
        this.fingerprints = fingerprints;
    }

    Uni<Made<Account>> create(ObjectNode request, Caller caller) {
        return knownCodes(request).flatMap(codes -> checked(request, caller, codes));
    }

    private Uni<Set<String>> knownCodes(ObjectNode request) {
        return AccountType.find(text(request, "type"))
                .filter(_ -> text(request, "bankCode") != null)
                .flatMap(AccountType::country)
                .map(country -> banks.of(config.provider(), country))
                .orElseGet(() -> Uni.createFrom().item(Set.of()));
    }

    private Uni<Made<Account>> checked(ObjectNode request, Caller caller, Set<String> codes) {
        AccountRules.check(
                request, new AccountRules.Banks(codes, config.clabeBanksAdded().orElse(Set.of())));
        UUID userId = UUID.fromString(Objects.requireNonNull(text(request, "userId")));
        return users.find(caller, userId)
                .map(found -> found.filter(user -> user.providerUserId() != null)
                        .orElseThrow(() -> ProblemException.of(
                                ProblemCode.INVALID_REQUEST,
                                new Fault("userId", "UNKNOWN_USER", "There is no such user."))))
                .flatMap(user -> create(request, caller, user));
    }

    private Uni<Made<Account>> create(ObjectNode request, Caller caller, User user) {
        String externalId = Objects.requireNonNull(text(request, "externalId"));
        String type = Objects.requireNonNull(text(request, "type"));
        String method = type.equals("WALLET") ? Objects.requireNonNull(text(request, "network")) : type;
        Fingerprint fingerprint = fingerprints.of(request);
        Account reserved = new Account(
                UUID.randomUUID(), user, caller.client(), externalId, fingerprint.kept(), type, method, Instant.now());
        return accounts.reserve(reserved)
                .flatMap(first -> first
                        ? first(reserved, user, request).map(account -> new Made<>(account, false))
                        : repeated(caller, fingerprint, user, request).map(account -> new Made<>(account, true)));
    }

    private Uni<Account> first(Account account, User user, ObjectNode request) {
        return atProvider(account, user, request)
                .onFailure(Reservations::isCertain)
                .call(() -> accounts.release(account.id()))
                .flatMap(told -> learned(account, user, told));
    }

    private Uni<Account> repeated(Caller caller, Fingerprint fingerprint, User user, ObjectNode request) {
        return accounts.findByExternalId(caller.client(), Objects.requireNonNull(text(request, "externalId")))
                .map(found -> found.filter(account -> fingerprint.isOf(account::wasAskedForBy))
                        .orElseThrow(Reservations::mismatch))
                .flatMap(account -> account.providerAccountId() == null
                        ? resumed(account, user, request)
                        : Uni.createFrom().item(account));
    }

    private Uni<Account> resumed(Account account, User user, ObjectNode request) {
        Reservations.refuseWhileInFlight(account.createdAt());
        return providers
                .get(user.provider(), AccountProvider.class)
                .findAccountByKey(account.id().toString(), Objects.requireNonNull(user.providerUserId()))
                .flatMap(found ->
                        found.isPresent() ? Uni.createFrom().item(found.get()) : atProvider(account, user, request))
                .flatMap(told -> learned(account, user, told));
    }

    private Uni<ProviderAccount> atProvider(Account account, User user, ObjectNode request) {
        AccountProvider at = providers.get(user.provider(), AccountProvider.class);
        String key = account.id().toString();
        String providerUserId = Objects.requireNonNull(user.providerUserId());
        String type = Objects.requireNonNull(text(request, "type"));
        ObjectNode details = Reservations.without(request, "externalId", "type", "userId");
        AccountType.find(type).flatMap(AccountType::country).ifPresent(country -> details.put("countryCode", country));
        return at.createAccount(key, new AccountData(providerUserId, type, details))
                .onFailure(Refused::isDuplicate)
                .recoverWithUni(_ -> at.findAccountByKey(key, providerUserId)
                        .map(found -> found.orElseThrow(Reservations::inDoubt)));
    }

    private Uni<Account> learned(Account account, User user, ProviderAccount told) {
        return accounts.created(account.id(), ProviderNews.of(told))
                .call(() -> webhooks.rematch(user.provider(), told.id()));
    }
}
