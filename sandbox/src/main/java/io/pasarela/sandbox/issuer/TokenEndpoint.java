package io.pasarela.sandbox.issuer;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code POST /oauth/token}: the client credentials grant of RFC 6749 section 4.4, with two parameters of the sandbox.
 * {@code subject} makes the token an end user's; {@code expires_in} (seconds, 1 to 43200) shortens its life.
 */
final class TokenEndpoint {
    private final TokenIssuer issuer;

    TokenEndpoint(TokenIssuer issuer) {
        this.issuer = issuer;
    }

    void answer(RoutingContext call) {
        var form = call.request().formAttributes();
        try {
            call.response().putHeader("Cache-Control", "no-store");
            call.json(grant(client(call.request(), form), form));
        } catch (Refused refused) {
            if (refused.status == 401) {
                call.response().putHeader("WWW-Authenticate", "Basic realm=\"pasarela-sandbox\"");
            }
            call.response().setStatusCode(refused.status);
            call.json(new JsonObject().put("error", refused.error).put("error_description", refused.getMessage()));
        }
    }

    private JsonObject grant(Client client, MultiMap form) throws Refused {
        if (!"client_credentials".equals(form.get("grant_type"))) {
            throw new Refused(400, "unsupported_grant_type", "grant_type must be client_credentials");
        }
        var scopes = scopes(form);
        var lifetime = lifetime(form);
        var subject = Optional.ofNullable(form.get("subject"))
                .filter(s -> !s.isBlank())
                .orElse(client.id());
        return new JsonObject()
                .put("access_token", issuer.token(client, subject, lifetime, scopes.toArray(String[]::new)))
                .put("token_type", "Bearer")
                .put("expires_in", lifetime.toSeconds())
                .put("scope", String.join(" ", scopes));
    }

    private static Client client(HttpServerRequest request, MultiMap form) throws Refused {
        String id = form.get("client_id");
        String secret = form.get("client_secret");
        String header = request.getHeader("Authorization");
        if (header != null && header.startsWith("Basic ")) {
            String[] basic = decoded(header.substring("Basic ".length())).split(":", 2);
            id = URLDecoder.decode(basic[0], StandardCharsets.UTF_8);
            secret = basic.length == 2 ? URLDecoder.decode(basic[1], StandardCharsets.UTF_8) : null;
        }
        if (id == null || secret == null) {
            throw new Refused(401, "invalid_client", "client_id and client_secret are required");
        }
        return Client.withCredentials(id, secret)
                .orElseThrow(() -> new Refused(401, "invalid_client", "no such client, or a wrong secret"));
    }

    private static String decoded(String base64) throws Refused {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw new Refused(401, "invalid_client", "the Basic credentials are not Base64");
        }
    }

    private static List<String> scopes(MultiMap form) throws Refused {
        String asked = form.get("scope");
        if (asked == null || asked.isBlank()) {
            return TokenIssuer.SCOPES;
        }
        var scopes = List.of(asked.strip().split(" +"));
        if (!TokenIssuer.SCOPES.containsAll(scopes)) {
            throw new Refused(400, "invalid_scope", "known scopes: " + String.join(" ", TokenIssuer.SCOPES));
        }
        return scopes;
    }

    private static Duration lifetime(MultiMap form) throws Refused {
        String asked = form.get("expires_in");
        if (asked == null) {
            return TokenIssuer.LIFETIME;
        }
        try {
            long seconds = Long.parseLong(asked);
            if (seconds >= 1 && seconds <= TokenIssuer.LIFETIME.toSeconds()) {
                return Duration.ofSeconds(seconds);
            }
        } catch (NumberFormatException _) {
            // answered below, like any other number that cannot be used
        }
        throw new Refused(400, "invalid_request", "expires_in is a number of seconds from 1 to 43200");
    }

    /** An error of RFC 6749 section 5.2. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String error;

        Refused(int status, String error, String description) {
            super(description);
            this.status = status;
            this.error = error;
        }
    }
}
