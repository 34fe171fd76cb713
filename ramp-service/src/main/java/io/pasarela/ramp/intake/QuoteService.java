package io.pasarela.ramp.intake;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/**
 * The one service that ramp-service asks: which quotation is about to be executed. The caller's own token goes along, so that a client can
 * execute its own quotations only.
 */
@RegisterRestClient(configKey = "quote-service")
interface QuoteService {

    @GET
    @Path("/api/v2/quotations/{id}")
    Uni<Quoted> read(@PathParam("id") UUID id, @HeaderParam("Authorization") String authorization);

    /** As much of a quotation as its execution needs. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Quoted(
            UUID id,
            String provider,
            @Nullable String providerQuotationId,
            String fromCurrency,
            BigDecimal fromAmount,
            String toCurrency,
            BigDecimal toAmount,
            String cashInMethod,
            String cashOutMethod,
            @Nullable UUID userId,
            Instant expiresAt,
            @Nullable ProcessingTime processingTime) {}

    /** How long the ramp takes, as the quotation tells. @param p90 of ramps that finished; absent when it is assumed */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record ProcessingTime(Duration estimate, @Nullable Duration p90, String basis) {}
}
