package io.pasarela.sandbox.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest {
    @ParameterizedTest
    @CsvSource({
        "/webhooks/killb, WEBHOOK_INGEST",
        "/api/v2/quotations, QUOTE_SERVICE",
        "/api/v2/quotations/compare, QUOTE_SERVICE",
        "/api/v2/banks, QUOTE_SERVICE",
        "/api/v2/balances, QUOTE_SERVICE",
        "/api/v2/pairs, QUOTE_SERVICE",
        "/api/v2/users/7/limits, QUOTE_SERVICE",
        "/api/v2/users/7, RAMP_SERVICE",
        "/api/v2/users, RAMP_SERVICE",
        "/api/v2/accounts, RAMP_SERVICE",
        "/api/v2/ramps/7/timeline, RAMP_SERVICE",
        "/api/v2/notifications/stream, NOTIFICATION_SERVICE",
        "/api/v2/notifications/ws, NOTIFICATION_SERVICE",
        "/api/v2/notifications/preferences, NOTIFICATION_SERVICE",
        "/api/v2/webhook-endpoints, NOTIFICATION_SERVICE",
        "/api/v2/webhook-endpoints/7/deliveries, NOTIFICATION_SERVICE",
        "/oauth/token, ISSUER",
        "/.well-known/openid-configuration, ISSUER",
        "/jwks, ISSUER"
    })
    void everyPathHasOneOwner(String path, Backend owner) {
        assertThat(Routes.backendOf(path)).contains(owner);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/rampsx", "/api/v2", "/api/v1/ramps", "/q/health", "/webhooksx", "/api/v2/banks/1"})
    void aPathThatOnlyLooksSimilarHasNone(String path) {
        assertThat(Routes.backendOf(path)).isEmpty();
    }
}
