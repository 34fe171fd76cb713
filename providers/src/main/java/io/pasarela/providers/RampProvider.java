package io.pasarela.providers;

import io.pasarela.contracts.events.DepositInstruction;
import io.pasarela.contracts.events.RampReason;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.money.Money;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Executes quotations.
 *
 * <p>The request is encoded first and sent later, so that a caller can store the exact bytes before anything leaves: a retry sends
 * the same bytes, which providers that compare bodies insist on.
 */
public interface RampProvider extends Provider {

    /** The request that {@link #create} will send, byte for byte. */
    byte[] encode(Order order);

    /** The same request without anything personal: as much of it as may be kept once it has been sent. */
    byte[] withoutPersonalData(byte[] request);

    /**
     * Which fields say where the money goes back to that came by this method, should it have to: {@code clabe}, {@code beneficiary}, {@code address}.
     * All of them or none are to be stated; none are known for a method where this is empty.
     */
    Set<String> refundFields(String cashInMethod);

    /**
     * Creates the ramp. Fails with {@link ProviderFailure}; after {@code Uncertain}, ask {@link #findByKey} and do not send again.
     *
     * @param key the order's key
     */
    Uni<ProviderRamp> create(String key, byte[] request);

    /** The ramp once created with this key; empty when the provider knows none. */
    Uni<Optional<ProviderRamp>> findByKey(String key);

    /** The ramp as it stands. Fails with {@code Refused.NOT_FOUND} for an unknown one. */
    Uni<ProviderRamp> get(String providerRampId);

    /**
     * What is to be executed. A provider takes what it needs: KillB the quotation's id, Bridge the amounts and methods.
     *
     * @param key our idempotency key, unique over all clients, for good
     * @param refund where the money goes back to, by {@link #refundFields}; empty when nobody said. Personal data: it may be sent and nothing else
     */
    record Order(
            String key,
            @Nullable String providerQuotationId,
            String providerUserId,
            String providerAccountId,
            Money from,
            Money to,
            String cashInMethod,
            String cashOutMethod,
            Map<String, String> refund) {

        @Override
        public String toString() {
            return "Order[" + key + "]";
        }
    }

    /**
     * A ramp as the provider tells of it. Webhooks may tell less than a reply does.
     *
     * @param key the order's key, ours; webhooks need not tell it
     * @param status what the provider's status means; absent for one that we do not know, which is never success
     * @param statedStatus the provider's own word
     * @param fromAmount what was or is to be paid, as the provider says now
     * @param toAmount what was or is to be delivered, as the provider says now
     * @param reason the provider's own text on a failure
     * @param reasonCode what that text or status means; absent when it says nothing that is documented
     * @param updatedAt the provider's own clock
     */
    record ProviderRamp(
            String id,
            @Nullable String key,
            @Nullable RampStatus status,
            String statedStatus,
            @Nullable BigDecimal fromAmount,
            @Nullable BigDecimal toAmount,
            List<DepositInstruction> depositInstructions,
            @Nullable String transferProof,
            @Nullable String reason,
            @Nullable RampReason reasonCode,
            @Nullable Instant updatedAt) {}
}
