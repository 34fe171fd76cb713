package io.pasarela.ramp.onboarding;

import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.ProviderFailure.Refused;
import io.pasarela.providers.Providers;
import io.pasarela.providers.UserProvider;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.providers.UserProvider.UserData;
import io.pasarela.ramp.dispatch.ProviderNews;
import io.pasarela.ramp.dispatch.Webhooks;
import io.pasarela.ramp.formats.Ages;
import io.pasarela.ramp.intake.Fingerprint;
import io.pasarela.ramp.intake.Fingerprints;
import io.pasarela.ramp.onboarding.Reservations.Made;
import io.pasarela.ramp.rules.UserRules;
import io.pasarela.ramp.store.User;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Creates users at the provider, once per {@code externalId}. */
@ApplicationScoped
class UserOnboarding {

    private final Providers providers;
    private final Users users;
    private final Webhooks webhooks;
    private final String provider;
    private final Fingerprints fingerprints;

    UserOnboarding(
            Providers providers, Users users, Webhooks webhooks, OnboardingConfig config, Fingerprints fingerprints) {
        this.fingerprints = fingerprints;
        this.providers = providers;
        this.users = users;
        this.webhooks = webhooks;
        this.provider = config.provider();
    }

    Uni<Made<User>> create(ObjectNode request, Caller caller) {
        UserRules.check(request, Ages.latestDate(Instant.now()));
        String externalId = Objects.requireNonNull(text(request, "externalId"));
        String type = Objects.requireNonNull(text(request, "type"));
        if (!caller.maySee(externalId)) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "An end user's token may create that user only.");
        }
        Fingerprint fingerprint = fingerprints.of(request);
        User reserved = new User(
                UUID.randomUUID(),
                caller.client(),
                externalId,
                fingerprint.kept(),
                type,
                provider,
                text(request, "timeZone"),
                Instant.now());
        return users.reserve(reserved)
                .flatMap(first -> first
                        ? first(reserved, request).map(user -> new Made<>(user, false))
                        : repeated(caller, externalId, fingerprint, request).map(user -> new Made<>(user, true)));
    }

    private Uni<User> first(User user, ObjectNode request) {
        return atProvider(user, request)
                .onFailure(Reservations::isCertain)
                .call(() -> users.release(user.id()))
                .flatMap(told -> learned(user, told));
    }

    private Uni<User> repeated(Caller caller, String externalId, Fingerprint fingerprint, ObjectNode request) {
        return users.findByExternalId(caller.client(), externalId)
                .map(found -> found.filter(user -> fingerprint.isOf(user::wasAskedForBy))
                        .orElseThrow(Reservations::mismatch))
                .flatMap(user -> user.providerUserId() == null
                        ? resumed(user, request)
                        : Uni.createFrom().item(user));
    }

    private Uni<User> resumed(User user, ObjectNode request) {
        Reservations.refuseWhileInFlight(user.createdAt());
        return providers
                .get(user.provider(), UserProvider.class)
                .findUserByKey(user.id().toString(), user.type())
                .flatMap(found -> found.isPresent() ? Uni.createFrom().item(found.get()) : atProvider(user, request))
                .flatMap(told -> learned(user, told));
    }

    private Uni<ProviderUser> atProvider(User user, ObjectNode request) {
        UserProvider at = providers.get(user.provider(), UserProvider.class);
        String key = user.id().toString();
        return at.createUser(
                        key, new UserData(user.type(), Reservations.without(request, "externalId", "type", "timeZone")))
                // The user, or the address, may be that of an earlier try of ours, which got through although its
                // answer did not.
                .onFailure(failure -> Refused.isDuplicate(failure) || Refused.isEmailUsed(failure))
                .recoverWithUni(refusal -> at.findUserByKey(key, user.type())
                        .map(found -> found.orElseThrow(
                                () -> Refused.isDuplicate(refusal) ? Reservations.inDoubt() : (Refused) refusal)));
    }

    private Uni<User> learned(User user, ProviderUser told) {
        return users.created(user.id(), ProviderNews.of(told)).call(() -> webhooks.rematch(user.provider(), told.id()));
    }
}
