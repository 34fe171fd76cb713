package io.pasarela.notification.live;

import io.pasarela.gateway.Faults;
import io.pasarela.notification.Audience;
import io.pasarela.notification.Positions;
import io.pasarela.notification.access.Pass;
import io.pasarela.notification.message.Languages;
import io.pasarela.notification.preference.Preferences;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who opens a stream asks for.
 *
 * @param position after which it goes on; where nothing is stated, it begins with what is recent, or with the whole story of the ramp
 */
public record Opening(Pass pass, Audience audience, Locale language, Optional<Long> position) {

    /** Ends the request with all that is wrong with it. */
    public static Uni<Opening> of(HttpServerRequest request, Pass pass, Preferences preferences) {
        Faults faults = new Faults();
        String ramp = request.getParam("ramp");
        UUID rampId = ramp == null ? null : faults.id("ramp", ramp).orElse(null);
        String language = request.getParam("language");
        if (language != null && Languages.find(language).isEmpty()) {
            faults.add("language", "UNKNOWN_VALUE", "language is es, en or pt.");
        }
        faults.refuseIfAny();
        Audience audience = Audience.of(pass.caller(), rampId);
        Optional<Long> position = position(request);
        return Languages.find(language)
                .map(stated -> Uni.createFrom().item(stated))
                .orElseGet(() -> preferences.language(
                        request.getHeader(HttpHeaders.ACCEPT_LANGUAGE), audience.client(), audience.subject()))
                .map(told -> new Opening(pass, audience, told, position));
    }

    /** The position after which the stream begins: the one stated, else the very beginning for the story of one ramp, else this. */
    long after(long otherwise) {
        return position.orElse(audience.rampId() == null ? otherwise : 0L);
    }

    boolean concerns(UUID ramp) {
        return audience.rampId() == null || audience.rampId().equals(ramp);
    }

    /** A browser that comes back by itself sends the header, and the URL with what was in it at the beginning: the header is newer. */
    private static Optional<Long> position(HttpServerRequest request) {
        @Nullable String header = request.getHeader("Last-Event-ID");
        return Positions.of(
                "Last-Event-ID", header == null || header.isEmpty() ? request.getParam("lastEventId") : header);
    }
}
