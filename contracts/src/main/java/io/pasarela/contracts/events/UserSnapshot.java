package io.pasarela.contracts.events;

import java.time.Instant;
import java.util.UUID;

/**
 * A user as the world sees it. Personal data stays with the provider: it is neither stored nor published by Pasarela.
 *
 * @param externalId the client's own id of the user, the {@code sub} of that user's tokens
 * @param status {@code PENDING}, {@code ACTIVE}, {@code REJECTED} or {@code SUSPENDED}; only active users may ramp
 * @param kycLevel {@code L0} to {@code L4}
 */
public record UserSnapshot(
        UUID id,
        String externalId,
        String client,
        String provider,
        String type,
        String status,
        String kycLevel,
        Instant createdAt,
        Instant updatedAt) {}
