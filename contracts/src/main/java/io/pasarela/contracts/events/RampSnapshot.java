package io.pasarela.contracts.events;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A ramp as the world sees it: the body of {@code GET /api/v2/ramps/{id}} and the {@code ramp} of every {@link RampEvent}.
 *
 * @param externalId the client's own id of the order; unique per client, for good
 * @param client the OAuth client that it belongs to
 * @param userExternalId the client's own id of the user, the {@code sub} of that user's tokens
 * @param fromAmount what the customer pays, as quoted, in {@code fromCurrency}
 * @param toAmount what the customer receives, as quoted, in {@code toCurrency}
 * @param executedFromAmount what the provider says was really paid, once it says so
 * @param executedToAmount what the provider says was really delivered, once it says so
 * @param providerStatus the provider's own word for the status, for support
 * @param nextCheckAt when Pasarela asks the provider next, while the outcome is uncertain
 */
public record RampSnapshot(
        UUID id,
        String externalId,
        String client,
        UUID userId,
        String userExternalId,
        UUID accountId,
        UUID quotationId,
        String provider,
        @Nullable String providerRampId,
        RampDirection direction,
        RampStatus status,
        @Nullable String providerStatus,
        Outcome outcome,
        @Nullable Instant nextCheckAt,
        String fromCurrency,
        BigDecimal fromAmount,
        String toCurrency,
        BigDecimal toAmount,
        @Nullable BigDecimal executedFromAmount,
        @Nullable BigDecimal executedToAmount,
        String cashInMethod,
        String cashOutMethod,
        List<DepositInstruction> depositInstructions,
        @Nullable String transferProof,
        @Nullable String reason,
        Instant createdAt,
        Instant updatedAt) {}
