package io.pasarela.notification.webhook;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.delivery.Couriers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/webhook-endpoints/{endpoint}/deliveries}: what was sent, and sending it again. */
@Path(WebhookEndpointResource.PATH + "/{endpoint}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("webhooks:write")
public class WebhookDeliveryResource {

    private final WebhookAccess access;
    private final WebhookEndpoints endpoints;
    private final WebhookDeliveries deliveries;
    private final Couriers couriers;
    private final ByHand byHand;

    WebhookDeliveryResource(
            WebhookAccess access,
            WebhookEndpoints endpoints,
            WebhookDeliveries deliveries,
            Couriers couriers,
            ByHand byHand) {
        this.access = access;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.couriers = couriers;
        this.byHand = byHand;
    }

    @GET
    @Path("/deliveries")
    @Operation(summary = "What was sent to an endpoint, newest first, with every attempt")
    public Uni<Page<WebhookDelivery>> list(
            String endpoint, @RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        var cursor = Page.Cursor.of(after);
        return own(endpoint)
                .flatMap(own -> deliveries.list(own.id(), cursor, size))
                .map(rows -> Page.of(
                        rows,
                        size,
                        delivery -> delivery,
                        delivery -> new Page.Cursor(delivery.createdAt(), delivery.id())));
    }

    @POST
    @Path("/test")
    @ResponseStatus(202)
    @Operation(summary = "Send a test event to an endpoint")
    public Uni<WebhookDelivery> test(String endpoint) {
        String client = access.client();
        return sendable(endpoint)
                .flatMap(own -> deliveries.test(client, own.id()))
                .invoke(couriers::wake);
    }

    @POST
    @Path("/deliveries/{id}/resend")
    @ResponseStatus(202)
    @Operation(
            summary = "Send a delivery again",
            description = "Under the same webhook-id, with the whole schedule of tries.")
    public Uni<WebhookDelivery> resend(String endpoint, String id) {
        UUID delivery = Faults.uuid(id).orElseThrow(WebhookDeliveryResource::unknown);
        return sendable(endpoint)
                .flatMap(own -> deliveries.resend(own.id(), delivery))
                .map(found -> found.orElseThrow(WebhookDeliveryResource::unknown))
                .invoke(couriers::wake);
    }

    private Uni<WebhookEndpoint> own(String endpoint) {
        return endpoints
                .find(access.client(), WebhookAccess.id(endpoint))
                .map(found -> found.orElseThrow(WebhookAccess::unknown));
    }

    private Uni<WebhookEndpoint> sendable(String endpoint) {
        return own(endpoint).call(() -> byHand.count(access.client())).invoke(own -> {
            if (!own.enabled()) {
                throw ProblemException.of(
                        ProblemCode.INVALID_REQUEST,
                        new Fault("endpoint", "DISABLED", "The endpoint is disabled; enable it first."));
            }
        });
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "The endpoint has no delivery with this id.");
    }
}
