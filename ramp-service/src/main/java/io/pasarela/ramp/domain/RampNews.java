package io.pasarela.ramp.domain;

import io.pasarela.contracts.events.DepositInstruction;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a provider tells of a ramp, in our words.
 *
 * @param status absent for a provider's status that we do not know
 * @param statedStatus the provider's own word
 * @param reason the provider's own text on a failure
 * @param reasonCode what that text means; absent when it says nothing that we know
 * @param providerTime the provider's own clock; absent when it states none
 */
public record RampNews(
        String providerRampId,
        @Nullable RampStatus status,
        String statedStatus,
        @Nullable BigDecimal fromAmount,
        @Nullable BigDecimal toAmount,
        List<DepositInstruction> depositInstructions,
        @Nullable String transferProof,
        @Nullable String reason,
        @Nullable RampReason reasonCode,
        @Nullable Instant providerTime) {

    /** The later one of this news' time and what was heard before; absent when neither has one. */
    public @Nullable Instant latest(@Nullable Instant heard) {
        return heard == null
                ? providerTime
                : providerTime == null || heard.isAfter(providerTime) ? heard : providerTime;
    }
}
