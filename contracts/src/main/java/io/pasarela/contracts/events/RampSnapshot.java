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
 * @param nextCheckAt when Pasarela asks the provider next, at the latest, while the outcome is uncertain
 * @param depositExpiresAt until when the customer may hand in the money; the ramp expires some time after it if the provider has seen nothing
 * @param reason the provider's own words on a failure, for the developer and never for the person
 * @param reasonCode why the ramp failed, was called off, expired or is refunded; absent while all is well
 * @param nextAction what the person can do about it; there whenever {@code reasonCode} is
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
        @Nullable Instant depositExpiresAt,
        @Nullable String transferProof,
        @Nullable String reason,
        @Nullable RampReason reasonCode,
        RampReason.@Nullable NextAction nextAction,
        Instant createdAt,
        Instant updatedAt) {

    /** The same ramp for the eyes of an end user: without the provider's own words, which can say anything. */
    public RampSnapshot forPerson() {
        return reason == null
                ? this
                : new RampSnapshot(
                        id,
                        externalId,
                        client,
                        userId,
                        userExternalId,
                        accountId,
                        quotationId,
                        provider,
                        providerRampId,
                        direction,
                        status,
                        providerStatus,
                        outcome,
                        nextCheckAt,
                        fromCurrency,
                        fromAmount,
                        toCurrency,
                        toAmount,
                        executedFromAmount,
                        executedToAmount,
                        cashInMethod,
                        cashOutMethod,
                        depositInstructions,
                        depositExpiresAt,
                        transferProof,
                        null,
                        reasonCode,
                        nextAction,
                        createdAt,
                        updatedAt);
    }
}
