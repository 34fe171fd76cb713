package io.pasarela.notification.webhook;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.outbound.Destinations;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/webhook-endpoints}. */
@Path(WebhookEndpointResource.PATH)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("webhooks:write")
public class WebhookEndpointResource {

    static final String PATH = "/api/v2/webhook-endpoints";

    private final WebhookAccess access;
    private final WebhookEndpoints endpoints;
    private final Destinations destinations;

    WebhookEndpointResource(WebhookAccess access, WebhookEndpoints endpoints, Destinations destinations) {
        this.access = access;
        this.endpoints = endpoints;
        this.destinations = destinations;
    }

    @POST
    @Operation(
            summary = "Register an endpoint",
            description = "Answers with the secret that signs what is sent to it, as Standard Webhooks says.")
    public Uni<RestResponse<WebhookEndpoint>> register(@Nullable EndpointRequest body) {
        String client = access.client();
        EndpointRequest request = Faults.body(body);
        request.checkNew(destinations);
        return endpoints
                .add(client, request)
                .map(added -> added.orElseThrow(() -> ProblemException.of(
                        ProblemCode.INVALID_REQUEST,
                        new Fault("url", "TOO_MANY", "The client has as many endpoints as it may have."))))
                .map(added -> secret(ResponseBuilder.<WebhookEndpoint>created(URI.create(PATH + "/" + added.id()))
                        .entity(added)));
    }

    @GET
    @Operation(summary = "The client's endpoints, newest first")
    public Uni<Page<WebhookEndpoint>> list(@RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        return endpoints
                .list(access.client(), Page.Cursor.of(after), size)
                .map(rows -> Page.of(
                        rows,
                        size,
                        endpoint -> endpoint,
                        endpoint -> new Page.Cursor(endpoint.createdAt(), endpoint.id())));
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One endpoint")
    public Uni<WebhookEndpoint> get(String id) {
        return endpoints.find(access.client(), WebhookAccess.id(id)).map(WebhookEndpointResource::found);
    }

    @PATCH
    @Path("/{id}")
    @Operation(
            summary = "Change an endpoint, or disable or enable it",
            description =
                    "What is left out stays. While it is disabled nothing is kept for it, and what was on its way fails.")
    public Uni<WebhookEndpoint> change(String id, @Nullable EndpointRequest body) {
        String client = access.client();
        EndpointRequest change = Faults.body(body);
        change.checkChange(destinations);
        return endpoints.change(client, WebhookAccess.id(id), change).map(WebhookEndpointResource::found);
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Delete an endpoint with its deliveries")
    public Uni<Void> delete(String id) {
        return endpoints
                .delete(access.client(), WebhookAccess.id(id))
                .invoke(deleted -> {
                    if (!deleted) {
                        throw WebhookAccess.unknown();
                    }
                })
                .replaceWithVoid();
    }

    @GET
    @Path("/{id}/secret")
    @Operation(summary = "One endpoint with its secret")
    public Uni<RestResponse<WebhookEndpoint>> secret(String id) {
        return endpoints
                .reveal(access.client(), WebhookAccess.id(id))
                .map(endpoint -> secret(ResponseBuilder.ok(found(endpoint))));
    }

    @POST
    @Path("/{id}/secret/rotation")
    @Operation(
            summary = "Give an endpoint a new secret",
            description = "The one before it goes on signing beside it, for a day unless configured otherwise.")
    public Uni<RestResponse<WebhookEndpoint>> rotate(String id) {
        return endpoints
                .rotate(access.client(), WebhookAccess.id(id))
                .map(endpoint -> secret(ResponseBuilder.ok(found(endpoint))));
    }

    private static RestResponse<WebhookEndpoint> secret(ResponseBuilder<WebhookEndpoint> response) {
        CacheControl never = new CacheControl();
        never.setNoStore(true);
        return response.cacheControl(never).build();
    }

    private static WebhookEndpoint found(Optional<WebhookEndpoint> endpoint) {
        return endpoint.orElseThrow(WebhookAccess::unknown);
    }
}
