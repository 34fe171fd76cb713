package io.pasarela.quote.published;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.RampStatus;
import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.providers.UserProvider.ProviderUser;
import io.pasarela.providers.WebhookDecoder.News;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InvalidatedTest {

    @Test
    void newsOfAUserMakeThatUserOld() {
        assertThat(Invalidated.by("killb", new News.OfUser(new ProviderUser("u1", "ACTIVE", "L1", null))))
                .contains("killb:user:u1");
    }

    @ParameterizedTest
    @EnumSource(RampStatus.class)
    void newsOfARampThatIsOverMakeBalancesOld(RampStatus status) {
        assertThat(Invalidated.by("killb", ramp(status)).isPresent()).isEqualTo(status.isTerminal());
    }

    @Test
    void newsOfMoneyMakeBalancesOld() {
        assertThat(Invalidated.by("killb", new News.OfFunds("PAYOUT.UPDATE"))).contains("killb:balances");
    }

    @Test
    void whatIsNotKeptCannotBecomeOld() {
        assertThat(Invalidated.by("killb", ramp(null))).isEmpty();
        assertThat(Invalidated.by("killb", new News.Other("CARD.CREATE"))).isEmpty();
    }

    private static News ramp(@Nullable RampStatus status) {
        return new News.OfRamp(
                new ProviderRamp("r1", null, status, "X", null, null, List.of(), null, null, null, null));
    }
}
