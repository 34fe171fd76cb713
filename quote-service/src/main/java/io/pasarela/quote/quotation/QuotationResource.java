package io.pasarela.quote.quotation;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.providers.Providers;
import io.pasarela.providers.QuotationProvider;
import io.pasarela.providers.QuotationProvider.Order;
import io.pasarela.providers.QuotationProvider.Price;
import io.pasarela.quote.QuoteConfig;
import io.pasarela.quote.published.Published;
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
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code /api/v2/quotations}. */
@Path("/api/v2/quotations")
@Produces(MediaType.APPLICATION_JSON)
public class QuotationResource {

    private final Callers callers;
    private final Providers providers;
    private final Published published;
    private final Quotations quotations;
    private final QuoteConfig config;

    QuotationResource(
            Callers callers, Providers providers, Published published, Quotations quotations, QuoteConfig config) {
        this.callers = callers;
        this.providers = providers;
        this.published = published;
        this.quotations = quotations;
        this.config = config;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("quotes:write")
    @Operation(
            summary = "Ask for a binding quotation",
            description = "It can be executed by POST /api/v2/ramps until expiresAt.")
    public Uni<Response> create(QuotationRequest request) {
        String client = callers.current().client();
        return priced(request, QuotationProvider::quote)
                .map(quoted -> Quotation.of(
                        UUID.randomUUID(), config.provider(), quoted.order(), quoted.price(), Instant.now()))
                .flatMap(quotation -> quotations.keep(client, quotation))
                .map(quotation -> Response.created(URI.create("/api/v2/quotations/" + quotation.id()))
                        .entity(quotation.at(Instant.now()))
                        .build());
    }

    @POST
    @Path("/simulation")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"quotes:read", "quotes:write"})
    @Operation(summary = "Look at a price", description = "Binds nobody and cannot be executed.")
    public Uni<Quotation> simulate(QuotationRequest request) {
        return priced(request, QuotationProvider::simulate)
                .map(quoted -> Quotation.of(null, config.provider(), quoted.order(), quoted.price(), Instant.now()));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed({"quotes:read", "quotes:write", "ramps:write"})
    @Operation(summary = "Read a quotation again", description = "Readable for 24 hours after it expired.")
    public Uni<Quotation> read(String id) {
        String client = callers.current().client();
        UUID quotationId = Faults.uuid(id).orElseThrow(QuotationResource::unknown);
        return quotations
                .find(client, quotationId)
                .map(found -> found.orElseThrow(QuotationResource::unknown).at(Instant.now()));
    }

    private record Quoted(Order order, Price price) {}

    private Uni<Quoted> priced(
            @org.jspecify.annotations.Nullable QuotationRequest request,
            BiFunction<QuotationProvider, Order, Uni<Price>> ask) {
        QuotationRequest wanted = Faults.body(request);
        return published.pairs().flatMap(cached -> {
            List<Pair> pairs = cached.value();
            Order order = QuotationRules.order(wanted, pairs);
            return ask.apply(providers.get(config.provider(), QuotationProvider.class), order)
                    .invoke(price -> QuotationRules.checkPrice(order, price, pairs))
                    .map(price -> new Quoted(order, price));
        });
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no quotation with this id.");
    }
}
