package io.pasarela.quote.limits;

import com.fasterxml.jackson.core.type.TypeReference;
import io.pasarela.contracts.events.UserSnapshot;
import io.pasarela.providers.Providers;
import io.pasarela.providers.UserProvider;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.quote.cache.CachedReads;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** How far a user's verification is: as the provider says, else as it was last published. */
@ApplicationScoped
class Standings {

    /** Who says so. */
    enum Basis {
        PROVIDER,
        /** Topic {@code users}; the provider could not be asked. */
        DIRECTORY
    }

    /** @param status {@code ACTIVE}, or why the user may not ramp */
    record Standing(String status, String level, Basis basis) {

        boolean isActive() {
            return status.equals("ACTIVE");
        }
    }

    private static final Logger LOG = Logger.getLogger(Standings.class);
    private static final TypeReference<ProviderUser> USER = new TypeReference<>() {};

    private final Providers providers;
    private final CachedReads cache;
    private final LimitsConfig config;

    Standings(Providers providers, CachedReads cache, LimitsConfig config) {
        this.providers = providers;
        this.cache = cache;
        this.config = config;
    }

    Uni<Standing> of(UserSnapshot user) {
        String providerUserId = user.providerUserId();
        if (providerUserId == null) {
            return Uni.createFrom().item(published(user));
        }
        return read(user.provider(), providerUserId)
                .flatMap(cached -> cached.readAt().isBefore(user.updatedAt())
                        ? readAgain(user.provider(), providerUserId)
                        : Uni.createFrom().item(cached))
                .ifNoItem()
                .after(config.levelWithin())
                .fail()
                .map(cached ->
                        new Standing(cached.value().status(), cached.value().kycLevel(), Basis.PROVIDER))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "the level last published is taken: %s",
                        failure.getClass().getName()))
                .onFailure()
                .recoverWithItem(() -> published(user));
    }

    // A webhook came after the value was read: it is older than what is published.
    private Uni<Cached<ProviderUser>> readAgain(String provider, String providerUserId) {
        return cache.drop(key(provider, providerUserId)).chain(() -> read(provider, providerUserId));
    }

    private Uni<Cached<ProviderUser>> read(String provider, String providerUserId) {
        return Uni.createFrom()
                .deferred(() -> cache.read(
                        key(provider, providerUserId),
                        config.levelTtl(),
                        USER,
                        () -> providers.get(provider, UserProvider.class).getUser(providerUserId)));
    }

    private static String key(String provider, String providerUserId) {
        return provider + ":user:" + providerUserId;
    }

    private static Standing published(UserSnapshot user) {
        return new Standing(user.status(), user.kycLevel(), Basis.DIRECTORY);
    }
}
