package io.pasarela.notification.email;

import io.pasarela.gateway.UserMessages;
import io.pasarela.notification.message.Languages;
import io.pasarela.notification.preference.Preferences;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Where the last line of each e-mail leads. Opening it asks, because mail scanners open links; a post does it, also that of a mailbox's own button
 * (RFC 8058).
 */
@Path(UnsubscribeResource.PATH)
@Produces(MediaType.TEXT_HTML)
@PermitAll
public class UnsubscribeResource {

    static final String PATH = "/api/v2/notifications/unsubscribe";

    private final UnsubscribeLinks links;
    private final Preferences preferences;

    UnsubscribeResource(UnsubscribeLinks links, Preferences preferences) {
        this.links = links;
        this.preferences = preferences;
    }

    @GET
    @Path("/{token}")
    @Operation(summary = "A page that asks whether to stop e-mails")
    public RestResponse<String> ask(
            String token, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Locale language = language(acceptLanguage);
        if (links.whom(token).isEmpty()) {
            return page(404, language, EmailTexts.text("unsubscribe.unknown", language), "");
        }
        return page(
                200,
                language,
                EmailTexts.text("unsubscribe.ask", language),
                "<form method=\"post\"><button>%s</button></form>"
                        .formatted(Letter.escaped(EmailTexts.text("unsubscribe.button", language))));
    }

    @POST
    @Path("/{token}")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Stop e-mails to whom the link was sent")
    public Uni<RestResponse<String>> stop(
            String token, @RestHeader(HttpHeaders.ACCEPT_LANGUAGE) @Nullable String acceptLanguage) {
        Locale language = language(acceptLanguage);
        return links.whom(token)
                .map(id -> preferences
                        .unsubscribe(id)
                        .map(_ -> page(200, language, EmailTexts.text("unsubscribe.done", language), "")))
                .orElseGet(() -> Uni.createFrom()
                        .item(page(404, language, EmailTexts.text("unsubscribe.unknown", language), "")));
    }

    private static Locale language(@Nullable String acceptLanguage) {
        return UserMessages.accepted(acceptLanguage).orElse(Languages.DEFAULT);
    }

    private static RestResponse<String> page(int status, Locale language, String title, String body) {
        return ResponseBuilder.create(
                        RestResponse.Status.fromStatusCode(status), Letter.page(language, title, body, ""))
                .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'")
                .header("Referrer-Policy", "no-referrer")
                .header("Cache-Control", "no-store")
                .build();
    }
}
