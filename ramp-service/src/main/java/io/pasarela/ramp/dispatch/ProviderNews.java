package io.pasarela.ramp.dispatch;

import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.User;

/** From the providers' words to the domain's. */
public final class ProviderNews {

    private ProviderNews() {}

    static RampNews of(ProviderRamp ramp) {
        return new RampNews(
                ramp.id(),
                ramp.status(),
                ramp.statedStatus(),
                ramp.fromAmount(),
                ramp.toAmount(),
                ramp.depositInstructions(),
                ramp.transferProof(),
                ReasonWords.kept(ramp.reason()),
                ramp.reasonCode(),
                ramp.updatedAt());
    }

    public static User.Told of(ProviderUser user) {
        return new User.Told(user.id(), user.status(), user.kycLevel(), user.updatedAt());
    }

    public static Account.Told of(ProviderAccount account) {
        return new Account.Told(account.id(), account.status(), account.updatedAt());
    }
}
