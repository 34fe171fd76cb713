package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that is away, slow or silent: nothing half done, nothing done twice. */
class ProviderOutageIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
        system.simulator().outage(false);
    }

    @Test
    void aQuotationDuringAnOutageIs503WithRetryAfter() {
        system.simulator().outage(true);

        var answer = gateway.quote("MXN", "USDC", "1500.00", "SPEI", "POLYGON");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.text("code")).isEqualTo("PROVIDER_UNAVAILABLE");
        assertThat(answer.body().path("retryable").asBoolean()).isTrue();
    }

    @Test
    void aRampThatTheProviderTurnsAwayLeavesNothingBehindAndMayBeTriedAgain() {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        String externalId = "away-" + user.userId();
        system.simulator()
                .fault("{\"target\":\"POST /ramps\",\"kind\":\"STATUS\",\"status\":429,\"retryAfterSeconds\":1}");

        var refused = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);
        var listed = gateway.get("/api/v2/ramps?externalId=" + externalId);
        var again = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        assertThat(listed.body().path("data")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
    }

    @Test
    void aRampDuringAnOutageIs503AndLeavesNothingBehind() {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        String externalId = "outage-" + user.userId();
        system.simulator().outage(true);

        var refused = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);
        system.simulator().outage(false);
        var listed = gateway.get("/api/v2/ramps?externalId=" + externalId);
        var again = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(listed.body().path("data")).isEmpty();
        assertThat(again.status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMEOUT_AFTER_COMMIT", "MALFORMED_JSON"})
    void aLostAnswerIsUncertainAndThenFoundWithoutASecondRamp(String fault) {
        Demo user = system.newUser();
        String quotationId = gateway.quotationId();
        String externalId = "lost-" + user.userId();
        long before = system.simulator().rampsCreated();
        system.simulator().fault("{\"target\":\"POST /ramps\",\"kind\":\"%s\"}".formatted(fault));

        var answer = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);
        eventually(() -> assertThat(
                        gateway.get("/api/v2/ramps/" + answer.text("id")).text("outcome"))
                .isEqualTo("CONFIRMED"));
        var repeated = gateway.ramp(quotationId, user.userId(), user.walletId(), externalId);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.text("outcome")).isEqualTo("UNCERTAIN");
        assertThat(answer.text("nextCheckAt")).isNotEmpty();
        assertThat(repeated.status()).isEqualTo(200);
        assertThat(system.simulator().rampsCreated() - before).isEqualTo(1);
    }

    @Test
    void aRampThatNeverReachedTheProviderFailsInTheEndWithItsReason() {
        Demo user = system.newUser();
        long before = system.simulator().rampsCreated();
        system.simulator().fault("{\"target\":\"POST /ramps\",\"kind\":\"TIMEOUT_BEFORE_COMMIT\"}");

        var answer = gateway.ramp(user, "never-" + user.userId());

        assertThat(answer.status()).isEqualTo(202);
        eventually(() -> assertThat(
                        gateway.get("/api/v2/ramps/" + answer.text("id")).text("status"))
                .isEqualTo("FAILED"));
        assertThat(gateway.get("/api/v2/ramps/" + answer.text("id")).text("reason"))
                .contains("no money has moved");
        assertThat(system.simulator().rampsCreated()).isEqualTo(before);
    }
}
