package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.RampProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/**
 * Ramps by {@code POST /ramps}. KillB knows no idempotency header here: our key travels as its {@code externalId}, by which the ramp is
 * found again after a lost answer.
 */
@ApplicationScoped
class KillbRamps implements RampProvider {

    private static final String REFUND = "refundInstructions";

    /** KillB's CreateRampInputDto: refunds have a shape for SPEI and for these networks, and none for any other method. */
    private static final Set<String> NETWORKS = Set.of("POLYGON", "SOLANA", "BSC", "TRON");

    private static final Set<String> BANK = Set.of("clabe", "beneficiary");
    private static final Set<String> WALLET = Set.of("address");

    private final KillbApi api;

    KillbRamps(KillbApi api) {
        this.api = api;
    }

    @Override
    public String name() {
        return Killb.NAME;
    }

    @Override
    public byte[] encode(Order order) {
        if (order.providerQuotationId() == null) {
            throw new IllegalArgumentException("KillB executes quotations only, and this order has none");
        }
        ObjectNode body = KillbReading.JSON
                .createObjectNode()
                .put("quotationId", order.providerQuotationId())
                .put("userId", order.providerUserId())
                .put("accountId", order.providerAccountId())
                .put("externalId", order.key());
        if (!order.refund().isEmpty()) {
            body.set(REFUND, refund(order));
        }
        return KillbReading.bytes(body);
    }

    // Network and asset are those of the deposit, so nobody has to state them, and nobody can state others.
    private static ObjectNode refund(Order order) {
        ObjectNode refund = KillbReading.JSON.createObjectNode();
        order.refund().forEach(refund::put);
        return NETWORKS.contains(order.cashInMethod())
                ? refund.put("network", order.cashInMethod())
                        .put("asset", order.from().asset().name())
                : refund;
    }

    @Override
    public byte[] withoutPersonalData(byte[] request) {
        try {
            return KillbReading.JSON.readTree(request) instanceof ObjectNode body && body.remove(REFUND) != null
                    ? KillbReading.bytes(body)
                    : request;
        } catch (IOException e) {
            throw new IllegalArgumentException("no request of ours", e);
        }
    }

    @Override
    public Set<String> refundFields(String cashInMethod) {
        return NETWORKS.contains(cashInMethod) ? WALLET : cashInMethod.equals("SPEI") ? BANK : Set.of();
    }

    @Override
    public Uni<ProviderRamp> create(String key, byte[] request) {
        return api.post(KillbOperation.CREATE_RAMP, "/ramps", request).map(KillbRamps::created);
    }

    @Override
    public Uni<Optional<ProviderRamp>> findByKey(String key) {
        return api.get(
                        KillbOperation.FIND_RAMP,
                        "/ramps?page=1&limit=10&externalId=" + URLEncoder.encode(key, StandardCharsets.UTF_8))
                .map(json -> {
                    KillbReading.required(json.path("ramps").isArray(), "the list of ramps");
                    for (JsonNode ramp : json.path("ramps")) {
                        // The filter's exactness is not documented, so it is not relied on.
                        if (key.equals(ramp.path("externalId").asText())) {
                            return Optional.of(KillbReading.ramp(ramp));
                        }
                    }
                    return Optional.empty();
                });
    }

    @Override
    public Uni<ProviderRamp> get(String providerRampId) {
        return api.get(KillbOperation.READ_RAMP, "/ramps/" + URLEncoder.encode(providerRampId, StandardCharsets.UTF_8))
                .map(KillbReading::ramp);
    }

    private static ProviderRamp created(JsonNode json) {
        if (KillbReading.id(json) == null) {
            throw new ProviderFailure.Uncertain("KillB's answer to the creation names no ramp", null);
        }
        return KillbReading.ramp(json);
    }
}
