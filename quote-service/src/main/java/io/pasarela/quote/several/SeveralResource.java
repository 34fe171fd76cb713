package io.pasarela.quote.several;

import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.rate.ClientRate;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.quotation.QuotationRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/quotations}, several at a time. */
@Path("/api/v2/quotations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SeveralResource {

    private final Callers callers;
    private final Batching batching;
    private final Comparing comparing;
    private final QuoteConfig config;
    private final ClientRate rate;

    SeveralResource(Callers callers, Batching batching, Comparing comparing, QuoteConfig config, ClientRate rate) {
        this.callers = callers;
        this.batching = batching;
        this.comparing = comparing;
        this.config = config;
        this.rate = rate;
    }

    @POST
    @Path("/batch")
    @RolesAllowed("quotes:write")
    @Operation(
            summary = "Ask for several quotations at once",
            description =
                    "1 to 20 requests, binding unless simulation is true. One entry per request, in their order: a quotation, or the "
                            + "problem document that it would have been answered with alone.")
    @APIResponse(responseCode = "200", description = "Also when nothing could be priced")
    @APIResponse(responseCode = "400", description = "This is no batch")
    public Uni<Batch> batch(
            BatchRequest request, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Caller caller = callers.current();
        BatchRequest batch = Faults.body(request);
        return rate.prices(caller, Batching.size(batch)).chain(() -> batching.priced(caller, batch, acceptLanguage));
    }

    @POST
    @Path("/compare")
    @RolesAllowed("quotes:write")
    @Operation(
            summary = "Ask every provider for the same",
            description = "Binding quotations, best all-in first, and a reason for each provider that gave none.")
    @APIResponse(responseCode = "200", description = "Also when no provider gave a price")
    @APIResponse(responseCode = "400", description = "Every field that no provider can make sense of is named")
    public Uni<Comparison> compare(
            QuotationRequest request, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Caller caller = callers.current();
        QuotationRequest wanted = Faults.body(request);
        return rate.prices(caller, config.providers().size())
                .chain(() -> comparing.compared(caller, wanted, acceptLanguage));
    }
}
