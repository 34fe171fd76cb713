package io.pasarela.gateway;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the issuer's keys have been read: before that no token can be checked, and whoever has one would be turned away. From then on the
 * issuer is not asked for, because the keys that are known go on counting while it is away.
 */
@Readiness
@ApplicationScoped
class IssuerReadiness implements HealthCheck {

    private static final String NAME = "keys of the issuer of tokens";

    private final TenantConfigBean tenants;
    private final AtomicBoolean asking = new AtomicBoolean();

    IssuerReadiness(TenantConfigBean tenants) {
        this.tenants = tenants;
    }

    @Override
    public HealthCheckResponse call() {
        TenantConfigContext issuer = tenants.getDefaultTenant();
        if (issuer.ready()) {
            return HealthCheckResponse.up(NAME);
        }
        if (asking.compareAndSet(false, true)) {
            issuer.initialize()
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(_ -> {}, _ -> {});
        }
        return HealthCheckResponse.down(NAME);
    }
}
