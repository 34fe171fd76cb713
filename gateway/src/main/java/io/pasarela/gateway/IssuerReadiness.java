package io.pasarela.gateway;

import io.quarkus.oidc.runtime.TenantConfigBean;
import io.quarkus.oidc.runtime.TenantConfigContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    /** One that takes the question and never answers must not be waited for when another one has come. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

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
            Uni.createFrom()
                    .deferred(issuer::initialize)
                    .ifNoItem()
                    .after(ANSWER_WITHIN)
                    .fail()
                    .onTermination()
                    .invoke(() -> asking.set(false))
                    .subscribe()
                    .with(_ -> {}, _ -> {});
        }
        return HealthCheckResponse.down(NAME);
    }
}
