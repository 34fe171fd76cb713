package io.pasarela.ramp.store;

import io.pasarela.contracts.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a ramp is made of.
 *
 * @param fingerprint of the request that asks for it; a repetition has the same
 * @param depositExpiresAt until when a deposit is waited for
 * @param processing absent when the quotation said nothing
 */
public record NewRamp(
        UUID id,
        String client,
        String externalId,
        String fingerprint,
        UUID userId,
        String userExternalId,
        UUID accountId,
        UUID quotationId,
        String provider,
        Money from,
        Money to,
        String cashInMethod,
        String cashOutMethod,
        Instant depositExpiresAt,
        @Nullable Processing processing) {

    /**
     * How long the quotation said that the ramp takes, from the deposit to the payout.
     *
     * @param within the time that nine of ten ramps needed at most, where that was observed; else the estimate
     * @param basis {@code OBSERVED} or {@code DEFAULT}, as the quotation says
     */
    public record Processing(Duration within, String basis) {}
}
