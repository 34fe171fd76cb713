package io.pasarela.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {

    @Test
    void whatIsRememberedOfATokenIsWhoItStandsForAndNotTheRequestThatItCameWith() {
        var request = Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {RoutingContext.class}, (_, _, _) -> null);
        SecurityIdentity identity = QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("ana"))
                .addRole("ramps:read")
                .addAttribute(RoutingContext.class.getName(), request)
                .addAttribute("tenant", "shop")
                .build();

        SecurityIdentity remembered = VerifiedTokens.withoutRequest(identity);

        assertThat(remembered.getPrincipal().getName()).isEqualTo("ana");
        assertThat(remembered.getRoles()).containsExactly("ramps:read");
        assertThat(remembered.isAnonymous()).isFalse();
        assertThat(remembered.getAttributes()).containsOnlyKeys("tenant");
    }
}
