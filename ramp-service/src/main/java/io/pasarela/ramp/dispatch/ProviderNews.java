package io.pasarela.ramp.dispatch;

import io.pasarela.providers.AccountProvider.ProviderAccount;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.ramp.domain.RampNews;
import io.pasarela.ramp.store.Account;
import io.pasarela.ramp.store.User;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From the providers' words to the domain's. */
public final class ProviderNews {

    /** A provider's clock may be that much ahead of ours. A time beyond it would make late of everything that comes after it. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(10);

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
                believable(ramp.updatedAt()));
    }

    public static User.Told of(ProviderUser user) {
        return new User.Told(user.id(), user.status(), user.kycLevel(), believable(user.updatedAt()));
    }

    public static Account.Told of(ProviderAccount account) {
        return new Account.Told(account.id(), account.status(), believable(account.updatedAt()));
    }

    // A time that is not believed is as good as none: its news is taken over, and nothing is compared with it.
    private static @Nullable Instant believable(@Nullable Instant told) {
        return told == null || told.isAfter(Instant.now().plus(AHEAD_MAX)) ? null : told;
    }
}
