package io.pasarela.ramp.intake;

import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /api/v2/ramps}.
 *
 * @param quotationId an open quotation of this client
 * @param userId who ramps
 * @param accountId where the money goes; of that user, and of the quotation's cash-out method
 * @param externalId the client's own id of the order, 1 to 128 characters; makes the creation idempotent, for good; may come as header
 *     {@code Idempotency-Key} instead
 * @param refundInstructions where the deposit goes back to, should it have to; may be left out. Never kept: it is handed to the provider and forgotten
 */
public record RampRequest(
        @Nullable String quotationId,
        @Nullable String userId,
        @Nullable String accountId,
        @Nullable String externalId,
        @Nullable RefundInstructions refundInstructions) {

    RampRequest with(@Nullable String otherExternalId) {
        return new RampRequest(quotationId, userId, accountId, otherExternalId, refundInstructions);
    }
}
