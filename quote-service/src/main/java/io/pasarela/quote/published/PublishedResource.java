package io.pasarela.quote.published;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the provider publishes. Every answer tells its age. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
public class PublishedResource {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Published published;
    private final Callers callers;

    PublishedResource(Published published, Callers callers) {
        this.published = published;
        this.callers = callers;
    }

    @GET
    @Path("/pairs")
    @RolesAllowed("quotes:read")
    @Operation(summary = "Conversions on offer, with methods and limits")
    public Uni<Response> pairs() {
        return published.pairs().map(PublishedResource::aged);
    }

    @GET
    @Path("/banks")
    @RolesAllowed("quotes:read")
    @Operation(
            summary = "Banks of a country",
            description = "countryCode is ISO 3166 alpha-2; the code of a bank is what an account states.")
    public Uni<Response> banks(@RestQuery @Nullable String countryCode) {
        if (countryCode == null || !COUNTRIES.contains(countryCode)) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault("countryCode", "UNKNOWN_COUNTRY", "countryCode is an ISO 3166 alpha-2 code such as MX."));
        }
        return published.banks(countryCode).map(PublishedResource::aged);
    }

    @GET
    @Path("/balances")
    @RolesAllowed("quotes:read")
    @Operation(
            summary = "What is kept with the provider",
            description = "For a client's own token, not for an end user's.")
    public Uni<Response> balances() {
        if (callers.current().endUser().isPresent()) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Balances are for the client's own token.");
        }
        return published.balances().map(PublishedResource::aged);
    }

    private static <T> Response aged(Cached<List<T>> cached) {
        long age = cached.ageSeconds(Instant.now());
        return Response.ok(new Page<>(cached.value(), null))
                .header("Age", age)
                .header(
                        "Cache-Control",
                        "private, max-age=" + Math.max(0, cached.ttl().toSeconds() - age))
                .build();
    }
}
