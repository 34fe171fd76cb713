package io.pasarela.notification.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Whose pages may make a browser open streams: our own, and those that the deployer names. What is no browser states no origin. */
@ApplicationScoped
class Origins {

    private final Set<String> allowed;
    private final boolean sandbox;

    Origins(TicketConfig config, @ConfigProperty(name = "pasarela.mode", defaultValue = "production") String mode) {
        this.allowed = Set.copyOf(config.origins().orElse(List.of()));
        this.sandbox = mode.equals("sandbox");
    }

    void requireOwn(HttpServerRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        boolean crossSite = "cross-site".equals(request.getHeader("Sec-Fetch-Site"));
        if (origin == null ? crossSite : !isOwn(origin, request.authority())) {
            throw Admission.foreign();
        }
    }

    private boolean isOwn(String origin, @Nullable HostAndPort host) {
        return allowed.contains(origin) || (host != null && host.toString().equalsIgnoreCase(authority(origin)));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException _) {
            return null;
        }
    }

    /** Whether a cookie must do without {@code Secure}: a laptop's sandbox has no TLS, and not every browser makes an exception for it. */
    boolean isPlain(HttpServerRequest request) {
        return sandbox && !request.isSSL();
    }
}
