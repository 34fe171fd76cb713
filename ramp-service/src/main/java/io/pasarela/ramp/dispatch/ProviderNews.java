package io.pasarela.ramp.dispatch;

import io.pasarela.providers.RampProvider.ProviderRamp;
import io.pasarela.ramp.domain.RampNews;

/** From the providers' words to the domain's. */
final class ProviderNews {

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
                ramp.reason(),
                ramp.updatedAt());
    }
}
