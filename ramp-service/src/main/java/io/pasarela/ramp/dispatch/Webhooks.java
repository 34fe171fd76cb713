package io.pasarela.ramp.dispatch;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.providers.WebhookDecoder;
import io.pasarela.providers.WebhookDecoder.News;
import io.pasarela.providers.WebhookDecoder.UnreadableWebhook;
import io.pasarela.ramp.dispatch.UnmatchedNews.Waiting;
import io.pasarela.ramp.store.Accounts;
import io.pasarela.ramp.store.Ramps;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a verified webhook means to us. */
@ApplicationScoped
public class Webhooks {

    private static final Set<RampStatus> UNEXPLAINED =
            EnumSet.of(RampStatus.FAILED, RampStatus.REJECTED, RampStatus.CANCELED);

    private final Providers providers;
    private final Ramps ramps;
    private final Users users;
    private final Accounts accounts;
    private final UnmatchedNews unmatched;
    private final StrayRamps strays;

    Webhooks(
            Providers providers,
            Ramps ramps,
            Users users,
            Accounts accounts,
            UnmatchedNews unmatched,
            StrayRamps strays) {
        this.providers = providers;
        this.ramps = ramps;
        this.users = users;
        this.accounts = accounts;
        this.unmatched = unmatched;
        this.strays = strays;
    }

    /** Takes over what the webhook says. Fails with {@link UnreadableWebhook} when it says nothing that can be understood. */
    Uni<Void> hear(Waiting webhook) {
        return Uni.createFrom().deferred(() -> {
            News news = read(webhook);
            String resourceId = resourceId(news);
            return takenOver(webhook, news)
                    .flatMap(known -> known || resourceId == null
                            ? Uni.createFrom().voidItem()
                            : unmatched
                                    .keep(kept(webhook, news), resourceId)
                                    .chain(() -> recognised(webhook.provider(), news))
                                    .chain(() -> rematch(webhook.provider(), resourceId)));
        });
    }

    private Uni<Boolean> recognised(String provider, News news) {
        return news instanceof News.OfRamp(ProviderRamp ramp)
                ? strays.recognise(provider, ramp.id())
                : Uni.createFrom().item(false);
    }

    /** Hears again what came before its ramp, user or account was known. To be called once that is so. */
    public Uni<Void> rematch(String provider, String resourceId) {
        return unmatched
                .of(provider, resourceId)
                .flatMap(waiting -> heardAgain(waiting)
                        .flatMap(known -> known == UnmatchedNews.AT_ONCE
                                ? rematch(provider, resourceId)
                                : Uni.createFrom().voidItem()));
    }

    // How many of them have found their subject.
    private Uni<Long> heardAgain(List<Waiting> all) {
        return Multi.createFrom()
                .iterable(all)
                .onItem()
                .transformToUniAndConcatenate(webhook -> takenOver(
                                webhook, KeptNews.read(webhook.body()).orElseGet(() -> read(webhook)))
                        .call(known -> known
                                ? unmatched.done(webhook)
                                : Uni.createFrom().voidItem()))
                .filter(known -> known)
                .collect()
                .with(Collectors.counting());
    }

    private static Waiting kept(Waiting webhook, News news) {
        return new Waiting(webhook.provider(), webhook.eventId(), KeptNews.written(news));
    }

    /** Whether the webhook's subject is known; if not, nothing has changed. */
    private Uni<Boolean> takenOver(Waiting webhook, News news) {
        return switch (news) {
            case News.OfRamp(ProviderRamp ramp) ->
                explained(webhook.provider(), ramp)
                        .flatMap(told -> ramps.report(webhook.provider(), webhook.eventId(), ProviderNews.of(told)))
                        .map(Optional::isPresent);
            case News.OfUser(ProviderUser user) -> users.reported(webhook.provider(), ProviderNews.of(user));
            case News.OfAccount(ProviderAccount account) ->
                accounts.reported(webhook.provider(), ProviderNews.of(account));
            case News.OfFunds _, News.Other _ -> Uni.createFrom().item(true);
        };
    }

    // Webhooks may leave out why a ramp failed; whoever is told that it did wants to know.
    private Uni<ProviderRamp> explained(String provider, ProviderRamp ramp) {
        if (ramp.reason() != null || ramp.status() == null || !UNEXPLAINED.contains(ramp.status())) {
            return Uni.createFrom().item(ramp);
        }
        return providers
                .get(provider, RampProvider.class)
                .get(ramp.id())
                .map(told -> told.status() == ramp.status() ? told : ramp)
                .onFailure(ProviderFailure.class)
                .recoverWithItem(ramp);
    }

    private static @Nullable String resourceId(News news) {
        return switch (news) {
            case News.OfRamp(ProviderRamp ramp) -> ramp.id();
            case News.OfUser(ProviderUser user) -> user.id();
            case News.OfAccount(ProviderAccount account) -> account.id();
            case News.OfFunds _, News.Other _ -> null;
        };
    }

    // Whatever goes wrong while reading goes wrong again when it is read again.
    private News read(Waiting webhook) {
        try {
            return providers.get(webhook.provider(), WebhookDecoder.class).news(webhook.body());
        } catch (RuntimeException e) {
            throw e instanceof UnreadableWebhook unreadable
                    ? unreadable
                    : new UnreadableWebhook("it cannot be understood", e);
        }
    }
}
