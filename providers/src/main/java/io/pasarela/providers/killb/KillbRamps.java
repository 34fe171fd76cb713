package io.pasarela.providers.killb;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.providers.ProviderFailure;
import io.pasarela.providers.RampProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Ramps by {@code POST /ramps}. KillB knows no idempotency header here: our key travels as its {@code externalId}, by which the ramp is
 * found again after a lost answer.
 */
@ApplicationScoped
class KillbRamps implements RampProvider {

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
        return KillbReading.bytes(KillbReading.JSON
                .createObjectNode()
                .put("quotationId", order.providerQuotationId())
                .put("userId", order.providerUserId())
                .put("accountId", order.providerAccountId())
                .put("externalId", order.key()));
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
        if (KillbReading.text(json, "id") == null) {
            throw new ProviderFailure.Uncertain("KillB's answer to the creation names no ramp", null);
        }
        return KillbReading.ramp(json);
    }
}
