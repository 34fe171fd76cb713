package io.pasarela.contracts.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user as the world sees it. Personal data stays with the provider: it is neither stored nor published by Pasarela.
 *
 * @param externalId the client's own id of the user, the {@code sub} of that user's tokens
 * @param providerUserId the provider's id of the user; absent until the provider has it, and in events of before it was told
 * @param status {@code PENDING}, {@code ACTIVE}, {@code REJECTED} or {@code SUSPENDED}; only active users may ramp
 * @param kycLevel {@code L0} to {@code L4}
 * @param timeZone IANA region id such as {@code America/Mexico_City}, in which the user's days begin; absent means UTC
 */
public record UserSnapshot(
        UUID id,
        String externalId,
        String client,
        String provider,
        @Nullable String providerUserId,
        String type,
        String status,
        String kycLevel,
        @Nullable String timeZone,
        Instant createdAt,
        Instant updatedAt) {}
