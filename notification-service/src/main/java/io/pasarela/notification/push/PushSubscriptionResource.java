package io.pasarela.notification.push;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.outbound.Destinations;
import io.pasarela.notification.preference.Person;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
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

/** {@code /api/v2/notifications/push-subscriptions}. */
@Path("/api/v2/notifications/push-subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("notifications:read")
public class PushSubscriptionResource {

    private final Callers callers;
    private final PushSubscriptions subscriptions;
    private final Destinations destinations;
    private final PushConfig config;
    private final PushChannel channel;

    PushSubscriptionResource(
            Callers callers,
            PushSubscriptions subscriptions,
            Destinations destinations,
            PushConfig config,
            PushChannel channel) {
        this.callers = callers;
        this.subscriptions = subscriptions;
        this.destinations = destinations;
        this.config = config;
        this.channel = channel;
    }

    /** @param publicKey what a page gives {@code pushManager.subscribe} as {@code applicationServerKey} */
    public record ServerKey(String publicKey) {}

    @GET
    @Path("/server-key")
    @Operation(summary = "The key that a browser subscribes with")
    public ServerKey key() {
        requireOn();
        return new ServerKey(channel.publicKey());
    }

    @POST
    @ResponseStatus(201)
    @Operation(
            summary = "Tell this browser, too",
            description =
                    "Takes what the browser's PushSubscription.toJSON() gives. A browser that is known belongs to the person from now on.")
    public Uni<PushSubscription> subscribe(@RestQuery @Nullable String subject, @Nullable SubscriptionRequest body) {
        Person person = Person.of(callers.current(), subject);
        requireOn();
        var request = Faults.body(body).checked(destinations, config.services());
        return subscriptions
                .add(person, request)
                .map(added -> added.orElseThrow(() -> ProblemException.of(
                        ProblemCode.INVALID_REQUEST,
                        new Fault("endpoint", "TOO_MANY", "The person has as many subscriptions as there may be."))));
    }

    @GET
    @Operation(
            summary = "The person's browsers, newest first",
            description = "A client's token states the user by ?subject=.")
    public Uni<Page<PushSubscription>> list(
            @RestQuery @Nullable String subject, @RestQuery @Nullable String after, @RestQuery @Nullable String limit) {
        int size = Page.limit(limit);
        return subscriptions
                .list(Person.of(callers.current(), subject), Page.Cursor.of(after), size)
                .map(rows -> Page.of(
                        rows,
                        size,
                        subscription -> subscription,
                        subscription -> new Page.Cursor(subscription.createdAt(), subscription.id())));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Tell this browser no more")
    public Uni<Void> unsubscribe(String id, @RestQuery @Nullable String subject) {
        Person person = Person.of(callers.current(), subject);
        UUID subscription = Faults.uuid(id).orElseThrow(PushSubscriptionResource::unknown);
        return subscriptions
                .delete(person, subscription)
                .invoke(deleted -> {
                    if (!deleted) {
                        throw unknown();
                    }
                })
                .replaceWithVoid();
    }

    private void requireOn() {
        if (!config.enabled()) {
            throw ProblemException.of(ProblemCode.NOT_FOUND, "Web Push is switched off in this installation.");
        }
    }

    private static ProblemException unknown() {
        return ProblemException.of(ProblemCode.NOT_FOUND, "There is no subscription with this id.");
    }
}
