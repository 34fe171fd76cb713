package io.pasarela.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Believes a bearer token that was verified a moment ago without verifying it again, because that costs more than most answers. A token is
 * believed until it expires, and at most for {@code pasarela.tokens.believed-for} (30 s; 0 verifies every time): so long does a signing key that
 * was withdrawn go on counting. It is found again by its digest.
 */
@Alternative
@Priority(1)
@ApplicationScoped
public class VerifiedTokens implements HttpAuthenticationMechanism {

    private static final int REMEMBERED_MAX = 10_000;

    private record Believed(SecurityIdentity identity, Instant until) {}

    private final OidcAuthenticationMechanism oidc;
    private final Duration believedFor;
    private final Cache<String, Believed> believed;

    VerifiedTokens(
            OidcAuthenticationMechanism oidc,
            @ConfigProperty(name = "pasarela.tokens.believed-for", defaultValue = "30S") Duration believedFor) {
        this.oidc = oidc;
        this.believedFor = believedFor;
        this.believed = Caffeine.newBuilder()
                .maximumSize(REMEMBERED_MAX)
                .expireAfterWrite(believedFor)
                .build();
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        String authorization = context.request().getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization == null) {
            return oidc.authenticate(context, providers);
        }
        String digest = digest(authorization);
        Believed known = believed.getIfPresent(digest);
        if (known != null && Instant.now().isBefore(known.until())) {
            return Uni.createFrom().item(known.identity());
        }
        return oidc.authenticate(context, providers).invoke(identity -> remember(authorization, digest, identity));
    }

    /** Until when the token with this digest is believed; empty when it must be verified. */
    public Optional<Instant> believedUntil(String digest) {
        return Optional.ofNullable(believed.getIfPresent(digest)).map(Believed::until);
    }

    private void remember(String authorization, String digest, @Nullable SecurityIdentity identity) {
        // Only what says itself how long it is good for; whatever else there is, is verified each time. And only under
        // the header that it came in: who lets tokens come in another one must not have one caller taken for the next.
        if (identity != null
                && identity.getPrincipal() instanceof JsonWebToken token
                && token.getExpirationTime() > 0
                && carries(authorization, token.getRawToken())) {
            Instant expiry = Instant.ofEpochSecond(token.getExpirationTime());
            Instant latest = Instant.now().plus(believedFor);
            believed.put(digest, new Believed(withoutRequest(identity), expiry.isBefore(latest) ? expiry : latest));
        }
    }

    /**
     * The request that a token came with would be kept with it, down to its connection, and be shown to every request after it. Permissions are
     * left out for the same reason; here roles alone decide.
     */
    static SecurityIdentity withoutRequest(SecurityIdentity identity) {
        var kept = QuarkusSecurityIdentity.builder()
                .setPrincipal(identity.getPrincipal())
                .setAnonymous(identity.isAnonymous())
                .addRoles(identity.getRoles())
                .addCredentials(identity.getCredentials());
        identity.getAttributes().forEach((name, value) -> {
            if (!(value instanceof RoutingContext)) {
                kept.addAttribute(name, value);
            }
        });
        return kept.build();
    }

    private static boolean carries(String authorization, @Nullable String token) {
        return token != null && !token.isEmpty() && authorization.endsWith(' ' + token);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }

    /** What an {@code Authorization} header is remembered by. */
    public static String digest(String authorization) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(authorization.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
