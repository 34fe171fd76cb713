package io.pasarela.quote.quotation;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Caller;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.rate.ClientRate;
import io.pasarela.quote.QuoteConfig;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;

/** {@code /api/v2/quotations}, one at a time. */
@Path("/api/v2/quotations")
@Produces(MediaType.APPLICATION_JSON)
public class QuotationResource {

    private final Callers callers;
    private final Quoting quoting;
    private final Quotations quotations;
    private final QuoteConfig config;
    private final ClientRate rate;

    QuotationResource(Callers callers, Quoting quoting, Quotations quotations, QuoteConfig config, ClientRate rate) {
        this.callers = callers;
        this.quoting = quoting;
        this.quotations = quotations;
        this.config = config;
        this.rate = rate;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("quotes:write")
    @Operation(
            summary = "Ask for a binding quotation",
            description =
                    "It can be executed by POST /api/v2/ramps until expiresAt. Every request is asked of the provider. An end user's token names"
                            + " userId.")
    @APIResponse(
            responseCode = "201",
            description = "The quotation",
            content = @Content(schema = @Schema(implementation = Quotation.class)))
    @APIResponse(responseCode = "400", description = "Every bad field is named")
    @APIResponse(
            responseCode = "422",
            description = "It cannot be had like this: VALIDITY_UNAVAILABLE, LIMIT_EXCEEDED …")
    @APIResponse(responseCode = "429", description = "This client asks too much; see Retry-After and RateLimit-*")
    @APIResponse(responseCode = "503", description = "The provider gives no price that can be used; see Retry-After")
    public Uni<Response> create(QuotationRequest request) {
        Caller caller = callers.current();
        QuotationRequest wanted = Faults.body(request);
        return rate.prices(caller, 1)
                .chain(() -> quoting.binding(caller, config.provider(), wanted))
                .map(quotation -> Response.created(URI.create("/api/v2/quotations/" + quotation.id()))
                        .entity(QuotationRules.answered(request, quotation, Instant.now()))
                        .build());
    }

    @POST
    @Path("/simulation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"quotes:read", "quotes:write"})
    @Operation(
            summary = "Look at a price",
            description =
                    "Binds nobody and cannot be executed. Identical requests of one user within a second share a price.")
    public Uni<Quotation> simulate(QuotationRequest request) {
        Caller caller = callers.current();
        QuotationRequest wanted = Faults.body(request);
        return rate.prices(caller, 1).chain(() -> quoting.simulation(caller, config.provider(), wanted));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"quotes:read", "quotes:write", "ramps:write"})
    @Operation(
            summary = "Read a quotation again",
            description =
                    "Readable for 24 hours after it expired, by the client, and by the user who asked for it or is named in it.")
    public Uni<Quotation> read(String id) {
        UUID quotationId = Faults.uuid(id).orElseThrow(QuotationResource::unknown);
        return quotations
                .find(callers.current(), quotationId)
                .map(found -> found.orElseThrow(QuotationResource::unknown).at(Instant.now()));
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no quotation with this id.");
    }
}
