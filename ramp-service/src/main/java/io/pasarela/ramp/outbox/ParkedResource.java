package io.pasarela.ramp.outbox;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.Page;
import io.pasarela.gateway.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;

/** {@code /operations/outbox/parked}, for operators: a scope of its own, and no path of the front door leads here. */
@Path("/operations/outbox/parked")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("operations")
public class ParkedResource {

    private static final Logger LOG = Logger.getLogger(ParkedResource.class);

    private final OutboxRows rows;
    private final OutboxRelay relay;

    ParkedResource(OutboxRows rows, OutboxRelay relay) {
        this.rows = rows;
        this.relay = relay;
    }

    @GET
    @Operation(summary = "Events that can never be sent as they are, oldest first, 1000 at most")
    public Uni<Page<ParkedEvent>> list() {
        return rows.parked().map(parked -> new Page<>(parked, null));
    }

    @POST
    @Path("/{eventId}/retry")
    @Operation(summary = "Send a parked event again, once what refused it is healed")
    public Uni<Void> retry(String eventId) {
        return done(eventId, rows::retry, "is to be sent again");
    }

    @DELETE
    @Path("/{eventId}")
    @Operation(
            summary = "Give a parked event up",
            description =
                    "Its number is then missing in the topic; the next event of its key tells the whole state again.")
    public Uni<Void> drop(String eventId) {
        return done(eventId, rows::drop, "is given up");
    }

    private Uni<Void> done(String eventId, Function<UUID, Uni<Boolean>> change, String what) {
        return Faults.uuid(eventId)
                .map(change)
                .orElseGet(() -> Uni.createFrom().item(false))
                .invoke(parked -> {
                    if (!parked) {
                        throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no parked event with this id.");
                    }
                    LOG.warnf("parked event %s %s", eventId, what);
                    relay.wake();
                })
                .replaceWithVoid();
    }
}
