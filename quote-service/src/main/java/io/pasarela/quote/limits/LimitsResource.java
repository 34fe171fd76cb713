package io.pasarela.quote.limits;

import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.Callers;
import io.pasarela.gateway.Faults;
import io.pasarela.gateway.ProblemException;
import io.pasarela.gateway.UserMessages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.jspecify.annotations.Nullable;

/** {@code /api/v2/users/{id}/limits}. */
@Path("/api/v2/users/{id}/limits")
@Produces(MediaType.APPLICATION_JSON)
public class LimitsResource {

    private final Callers callers;
    private final Limits limits;

    LimitsResource(Callers callers, Limits limits) {
        this.callers = callers;
        this.limits = limits;
    }

    @GET
    @RolesAllowed("quotes:read")
    @Operation(
            summary = "How much a user may still move",
            description =
                    "Level, what is used and what remains of the day and the month in the user's time zone, and what the next level needs"
                            + " and brings. In US dollars.")
    @APIResponse(
            responseCode = "200",
            description = "The limits",
            content = @Content(schema = @Schema(implementation = LimitsView.class)))
    @APIResponse(responseCode = "404", description = "There is no such user, or it is not the caller's")
    @APIResponse(
            responseCode = "503",
            description = "What is used cannot be told for certain right now; see Retry-After")
    public Uni<Response> read(String id, @HeaderParam(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        UUID userId = Faults.uuid(id)
                .orElseThrow(() -> ProblemException.of(ProblemCode.NOT_FOUND, "There is no user with this id."));
        Locale language = UserMessages.language(acceptLanguage);
        return limits.of(callers.current(), userId)
                .map(check -> Response.ok(check.view(language))
                        .header(HttpHeaders.CONTENT_LANGUAGE, language.toLanguageTag())
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                        .build());
    }
}
