package io.pasarela.notification.preference;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.notification.delivery.Couriers;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/notifications/preferences}. */
@Path("/api/v2/notifications/preferences")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed("notifications:read")
public class PreferenceResource {

    private final Callers callers;
    private final Preferences preferences;
    private final Couriers couriers;

    PreferenceResource(Callers callers, Preferences preferences, Couriers couriers) {
        this.callers = callers;
        this.preferences = preferences;
        this.couriers = couriers;
    }

    /** @param code the eight digits that went to the address */
    public record EmailCode(@Nullable String code) {}

    @GET
    @Operation(
            summary = "What a person wants to be told, by which channels",
            description = "A client's token states the user by ?subject=.")
    public Uni<Preference> get(@RestQuery @Nullable String subject) {
        Person person = Person.of(callers.current(), subject);
        return preferences.get(person.client(), person.subject());
    }

    @PUT
    @Operation(
            summary = "State what a person wants to be told, by which channels",
            description =
                    "Replaces what was stated before. A new e-mail address is sent a code, and nothing else until the code is sent"
                            + " back; stating an unconfirmed address again sends a new code, five times a day at most, and ten to one address.")
    public Uni<Preference> put(@RestQuery @Nullable String subject, @Nullable PreferenceRequest body) {
        Person person = Person.of(callers.current(), subject);
        PreferenceRequest stated = Faults.body(body);
        stated.check();
        if (stated.email() != null && stated.email().address() != null && !couriers.isOn("email")) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault("email.address", "CHANNEL_OFF", "E-mail is switched off in this installation."));
        }
        return preferences.put(person.client(), person.subject(), stated).invoke(couriers::wake);
    }

    @POST
    @Path("/email-confirmation")
    @Operation(
            summary = "Confirm an e-mail address by the code that went there",
            description = "A code is good for 30 minutes and 5 tries.")
    public Uni<Preference> confirm(@RestQuery @Nullable String subject, @Nullable EmailCode body) {
        Person person = Person.of(callers.current(), subject);
        Faults faults = new Faults();
        String code = faults.text("code", Faults.body(body).code()).orElse("");
        faults.refuseIfAny();
        return preferences
                .confirm(person.client(), person.subject(), code)
                .invoke(right -> {
                    if (!right) {
                        throw ProblemException.of(
                                ProblemCode.INVALID_REQUEST,
                                new Fault(
                                        "code", "WRONG_CODE", "code is not the one that was sent, or it is too late."));
                    }
                })
                .chain(() -> preferences.get(person.client(), person.subject()));
    }
}
