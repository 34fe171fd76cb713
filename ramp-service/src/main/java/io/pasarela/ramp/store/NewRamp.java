package io.pasarela.ramp.store;

import io.pasarela.contracts.money.Money;
import java.time.Instant;
import java.util.UUID;

/**
 * What a ramp is made of.
 *
 * @param fingerprint of the request that asks for it; a repetition has the same
 * @param depositExpiresAt until when a deposit is waited for
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
        Instant depositExpiresAt) {}
