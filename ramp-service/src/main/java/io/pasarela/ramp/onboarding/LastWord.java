package io.pasarela.ramp.onboarding;

import io.pasarela.providers.AccountProvider;
import io.pasarela.providers.Providers;
import io.pasarela.providers.UserProvider;
import io.pasarela.ramp.dispatch.ProviderNews;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.Accounts;
import io.pasarela.ramp.store.User;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Keeps what is told of users and accounts true. The provider's webhooks change the rows at once; where nothing was heard for an hour, a
 * webhook may have been lost, so the read asks. A provider that does not answer in time leaves the reader with what is known, and its age.
 */
@ApplicationScoped
class LastWord {

    private static final Logger LOG = Logger.getLogger(LastWord.class);

    private final Providers providers;
    private final Users users;
    private final Accounts accounts;
    private final OnboardingConfig config;

    /** One question at a time about one of them, however many read it. */
    private final Map<UUID, Uni<Void>> asked = new ConcurrentHashMap<>();

    LastWord(Providers providers, Users users, Accounts accounts, OnboardingConfig config) {
        this.providers = providers;
        this.users = users;
        this.accounts = accounts;
        this.config = config;
    }

    /** Asks the provider about a user of whom nothing was heard for long. To be read again afterwards. */
    Uni<Void> refresh(User user) {
        String id = user.providerUserId();
        return id == null || isFresh(user.heardAt())
                ? Uni.createFrom().voidItem()
                : once(
                        user.id(),
                        Uni.createFrom()
                                .deferred(() -> providers
                                        .get(user.provider(), UserProvider.class)
                                        .getUser(id)
                                        .flatMap(told -> users.reported(user.provider(), ProviderNews.of(told)))
                                        .replaceWithVoid()));
    }

    /** Asks the provider about an account of which nothing was heard for long. To be read again afterwards. */
    Uni<Void> refresh(Account account, User owner) {
        String userId = owner.providerUserId();
        return account.providerAccountId() == null || userId == null || isFresh(account.heardAt())
                ? Uni.createFrom().voidItem()
                : once(
                        account.id(),
                        Uni.createFrom()
                                .deferred(() -> providers
                                        .get(account.provider(), AccountProvider.class)
                                        .findAccountByKey(account.id().toString(), userId)
                                        .flatMap(told -> told.isEmpty()
                                                ? Uni.createFrom().voidItem()
                                                : accounts.reported(account.provider(), ProviderNews.of(told.get()))
                                                        .replaceWithVoid())));
    }

    /**
     * The answer to a read. {@code Age} says how many seconds ago the provider confirmed it; caches must ask again each time, because a
     * webhook may change it at any moment.
     */
    static Response answer(Object view, Instant heardAt) {
        long age = Math.max(0, Duration.between(heardAt, Instant.now()).toSeconds());
        return Response.ok(view)
                .header("Age", age)
                .header(HttpHeaders.CACHE_CONTROL, "private, no-cache")
                .build();
    }

    private boolean isFresh(Instant heardAt) {
        return heardAt.plus(config.wordKept()).isAfter(Instant.now());
    }

    private Uni<Void> once(UUID id, Uni<Void> question) {
        return asked.computeIfAbsent(
                id,
                _ -> question.ifNoItem()
                        .after(config.wordWithin())
                        .fail()
                        .onFailure()
                        .invoke(failure -> LOG.warnf(
                                "%s is told as last heard, the provider does not answer: %s",
                                id, failure.getClass().getSimpleName()))
                        .onFailure()
                        .recoverWithNull()
                        .onTermination()
                        .invoke(() -> asked.remove(id))
                        .memoize()
                        .indefinitely());
    }
}
