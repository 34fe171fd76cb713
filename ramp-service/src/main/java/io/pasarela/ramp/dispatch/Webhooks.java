package io.pasarela.ramp.dispatch;

import io.pasarela.providers.Providers;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.WebhookDecoder;
import io.pasarela.providers.WebhookDecoder.News;
import io.pasarela.ramp.store.Accounts;
import io.pasarela.ramp.store.Ramps;
import io.pasarela.ramp.store.UnmatchedNews;
import io.pasarela.ramp.store.UnmatchedNews.Waiting;
import io.pasarela.ramp.store.Users;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** What a verified webhook means to us. */
@ApplicationScoped
class Webhooks {

    private final Providers providers;
    private final Ramps ramps;
    private final Users users;
    private final Accounts accounts;
    private final UnmatchedNews unmatched;

    Webhooks(Providers providers, Ramps ramps, Users users, Accounts accounts, UnmatchedNews unmatched) {
        this.providers = providers;
        this.ramps = ramps;
        this.users = users;
        this.accounts = accounts;
        this.unmatched = unmatched;
    }

    /** Takes over what the webhook says. Fails with {@link WebhookDecoder.UnreadableWebhook} when it says nothing. */
    Uni<Void> hear(Waiting webhook) {
        return Uni.createFrom().deferred(() -> switch (read(webhook)) {
            case News.OfRamp(ProviderRamp ramp) -> ofRamp(webhook, ramp);
            case News.OfUser(var user) -> users.reported(webhook.provider(), user.id(), user.status(), user.kycLevel());
            case News.OfAccount(var account) -> accounts.reported(webhook.provider(), account.id(), account.status());
            case News.Other _ -> Uni.createFrom().voidItem();
        });
    }

    /** Hears again what came before the ramp was known. */
    Uni<Void> rematch(String provider, String providerRampId) {
        return unmatched
                .of(provider, providerRampId)
                .onItem()
                .transformToMulti(waiting -> Multi.createFrom().iterable(waiting))
                .onItem()
                .transformToUniAndConcatenate(webhook -> read(webhook) instanceof News.OfRamp(ProviderRamp ramp)
                        ? reported(webhook, ramp)
                                .flatMap(known -> known
                                        ? unmatched.done(webhook)
                                        : Uni.createFrom().voidItem())
                        : unmatched.done(webhook))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> ofRamp(Waiting webhook, ProviderRamp ramp) {
        return reported(webhook, ramp)
                .flatMap(known -> known
                        ? Uni.createFrom().voidItem()
                        : unmatched.keep(webhook, ramp.id()).chain(() -> rematch(webhook.provider(), ramp.id())));
    }

    private Uni<Boolean> reported(Waiting webhook, ProviderRamp ramp) {
        return ramps.report(webhook.provider(), webhook.eventId(), ProviderNews.of(ramp))
                .map(change -> change.isPresent());
    }

    private News read(Waiting webhook) {
        return providers.get(webhook.provider(), WebhookDecoder.class).news(webhook.body());
    }
}
