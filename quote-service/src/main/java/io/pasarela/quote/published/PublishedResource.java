package io.pasarela.quote.published;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.BalanceProvider.Balance;
import io.pasarela.providers.BankProvider.Bank;
import io.pasarela.providers.PairProvider.Pair;
import io.pasarela.quote.cache.CachedReads.Cached;
import io.pasarela.quote.published.WrittenPages.Which;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What the provider publishes, page by page. Every answer tells its age, and whoever has it already is told just that. */
@Path("/api/v2")
@Produces(MediaType.APPLICATION_JSON)
public class PublishedResource {

    /** As the framework writes it. */
    static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Published published;
    private final Callers callers;
    private final WrittenPages pages;
    private final FastLane lane;

    PublishedResource(Published published, Callers callers, WrittenPages pages, FastLane lane) {
        this.published = published;
        this.callers = callers;
        this.pages = pages;
        this.lane = lane;
    }

    @GET
    @Path("/pairs")
    @RolesAllowed("quotes:read")
    @Operation(
            summary = "Conversions on offer, with methods and limits",
            description = "By currencies and methods, in alphabetical order. Cached for an hour.")
    public Uni<Response> pairs(
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after,
            @Context Request request,
            @Context HttpServerRequest http) {
        return answered(
                published.pairsKey(),
                published.pairs(),
                new Shown(request, http, limit, after),
                PublishedResource::key);
    }

    @GET
    @Path("/banks")
    @RolesAllowed("quotes:read")
    @Operation(
            summary = "Banks of a country",
            description =
                    "countryCode is ISO 3166 alpha-2; the code of a bank is what an account states. By code. Cached for a day.")
    public Uni<Response> banks(
            @RestQuery @Nullable String countryCode,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after,
            @Context Request request,
            @Context HttpServerRequest http) {
        if (countryCode == null || !COUNTRIES.contains(countryCode)) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault("countryCode", "UNKNOWN_COUNTRY", "countryCode is an ISO 3166 alpha-2 code such as MX."));
        }
        return answered(
                published.banksKey(countryCode),
                published.banks(countryCode),
                new Shown(request, http, limit, after),
                PublishedResource::key);
    }

    @GET
    @Path("/balances")
    @RolesAllowed("balances:read")
    @Operation(
            summary = "What is kept with the provider",
            description =
                    "Of the whole installation, hence with a scope of its own; for a client's own token, not for an end user's. By currency and network. Cached for five minutes, less when a"
                            + " ramp ends.")
    public Uni<Response> balances(
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String after,
            @Context Request request,
            @Context HttpServerRequest http) {
        if (callers.current().endUser().isPresent()) {
            throw ProblemException.of(ProblemCode.FORBIDDEN, "Balances are for the client's own token.");
        }
        return answered(
                published.balancesKey(),
                published.balances(),
                new Shown(request, http, limit, after),
                PublishedResource::key);
    }

    /** What of a list is asked for, and how. */
    private record Shown(
            Request request,
            HttpServerRequest http,
            @Nullable String limit,
            @Nullable String after) {}

    private <T> Uni<Response> answered(
            String listKey, Uni<Cached<List<T>>> list, Shown shown, Function<T, String> key) {
        int size = Page.limit(shown.limit());
        Page.requireKey(shown.after());
        Optional<String> client = callers.client();
        return list.map(cached -> {
            ResponseBuilder unchanged = shown.request().evaluatePreconditions(new EntityTag(cached.tag(), true));
            Which which = new Which(listKey, cached.tag(), size, shown.after());
            ResponseBuilder answer = unchanged == null
                    ? Response.ok(pages.of(which, () -> Page.sorted(cached.value(), size, shown.after(), key)))
                            .header(HttpHeaders.ETAG, Freshness.etag(cached))
                    : unchanged;
            if (unchanged == null) {
                client.ifPresent(asking -> lane.remember(shown.http(), asking, which));
            }
            Freshness.of(cached, Instant.now()).tell(answer::header);
            return answer.build();
        });
    }

    private static String key(Pair pair) {
        return String.join("|", pair.from().name(), pair.to().name(), pair.cashInMethod(), pair.cashOutMethod());
    }

    // A code that a provider lists twice is still two banks.
    private static String key(Bank bank) {
        return bank.code() + "|" + bank.name();
    }

    private static String key(Balance balance) {
        return balance.currency() + "|" + (balance.network() == null ? "" : balance.network());
    }
}
