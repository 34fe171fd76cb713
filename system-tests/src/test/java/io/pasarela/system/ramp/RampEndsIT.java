package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.sandbox.issuer.Client;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ramps that do not end with the money at its destination: why, what to do, and what happens when the truth comes late. */
class RampEndsIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
    }

    @Test
    void aDepositThatNeverComesExpiresAndMoneyThatComesLaterReopensTheRamp() {
        Gateway.Answer ramp = waitingBriefly(system.newUser());

        eventually(() -> assertThat(read(ramp).text("status")).isEqualTo("EXPIRED"));
        Gateway.Answer expired = read(ramp);
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(() -> assertThat(read(ramp).text("status")).isEqualTo("COMPLETED"));

        assertThat(ramp.text("depositExpiresAt")).isNotEmpty();
        assertThat(expired.text("reasonCode")).isEqualTo("DEPOSIT_EXPIRED");
        assertThat(expired.text("nextAction")).isEqualTo("REQUOTE");
        assertThat(read(ramp).body().has("reasonCode")).isFalse();
        assertThat(timeline(ramp).findValuesAsText("verdict")).contains("REOPENED");
        assertThat(system.metrics("ramp-service")).contains("pasarela_ramps_reopened_total");
        eventually(() -> assertThat(Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, ramp.text("id")))
                .anySatisfy(record -> assertThat(record.value())
                        .contains("\"reasonCode\":\"DEPOSIT_EXPIRED\",\"nextAction\":\"REQUOTE\""))
                .last()
                .satisfies(record -> assertThat(record.value()).contains("\"status\":\"COMPLETED\"")));
    }

    @Test
    void aDepositWhoseWebhookWasLostIsNotTakenForNone() {
        system.simulator().fault("{\"target\":\"webhook RAMP CASH_IN_PROCESSING\",\"kind\":\"DROP\"}");
        Gateway.Answer ramp = waitingBriefly(system.newUser());
        system.simulator().rampStatus(ramp.text("providerRampId"), "CASH_IN_PROCESSING");

        eventually(() -> assertThat(read(ramp).text("status")).isEqualTo("DEPOSIT_RECEIVED"));

        assertThat(timeline(ramp).findValuesAsText("status")).doesNotContain("EXPIRED");
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, ACCOUNT.0003 refused, FAILED, ACCOUNT_INVALID, CHANGE_ACCOUNT",
        "FAILED, the clerk was ill, FAILED, OTHER, CONTACT_SUPPORT",
        "ERROR, trace 1234, FAILED, PROVIDER_ERROR, CONTACT_SUPPORT",
        "REJECTED, list hit, REJECTED, COMPLIANCE, CONTACT_SUPPORT",
        "CANCELED, by hand, CANCELED, CANCELED, REQUOTE",
        "EXPIRED, too late, EXPIRED, DEPOSIT_EXPIRED, REQUOTE"
    })
    void anEndHasAReasonAMessageAndANextAction(
            String killb, String details, String status, String reasonCode, String nextAction) {
        String suffix = "-" + UUID.randomUUID();
        Demo user = system.newUser(suffix);
        Gateway.Answer ramp = gateway.ramp(user, "ends" + suffix);

        system.simulator().status(ramp.text("providerRampId"), killb, details);
        eventually(() -> assertThat(read(ramp).text("status")).isEqualTo(status));
        Gateway.Answer spanish = in("es-MX", gateway, ramp);
        Gateway.Answer portuguese = in("pt", gateway, ramp);
        Gateway.Answer personal = in("en", system.as(Client.DEMO_APP, "ana" + suffix), ramp);

        assertThat(spanish.text("reasonCode")).isEqualTo(reasonCode);
        assertThat(spanish.text("nextAction")).isEqualTo(nextAction);
        assertThat(spanish.text("userMessage"))
                .isNotEmpty()
                .isNotEqualTo(portuguese.text("userMessage"))
                .isNotEqualTo(personal.text("userMessage"));
        assertThat(personal.text("userMessage")).isNotEmpty();
        assertThat(personal.body().toString()).doesNotContain(details);
        assertThat(timeline(ramp)).anySatisfy(line -> {
            assertThat(line.path("reasonCode").asText()).isEqualTo(reasonCode);
            assertThat(line.path("nextAction").asText()).isEqualTo(nextAction);
            assertThat(line.path("message").asText()).isNotEmpty();
        });
    }

    @Test
    void aRampThatWasGivenUpGoesOnWhenTheProviderHasItAfterAll() {
        Demo user = system.newUser();
        system.simulator().fault("{\"target\":\"POST /ramps\",\"kind\":\"SLOW\",\"ms\":18000}");

        Gateway.Answer ramp = gateway.ramp(user, "stray-" + user.userId());
        JsonNode uncertain =
                gateway.get("/api/v2/ramps?outcome=UNCERTAIN").body().path("data");
        eventually(() -> assertThat(read(ramp).text("status")).isEqualTo("FAILED"));
        Gateway.Answer failed = read(ramp);
        eventually(
                Duration.ofSeconds(40),
                () -> assertThat(read(ramp).text("status")).isEqualTo("AWAITING_DEPOSIT"));

        assertThat(ramp.status()).isEqualTo(202);
        assertThat(system.metrics("ramp-service"))
                .contains("pasarela_ramps_uncertain ", "pasarela_ramps_uncertain_oldest_seconds ");
        assertThat(uncertain.findValuesAsText("id")).contains(ramp.text("id"));
        assertThat(uncertain.findValuesAsText("outcome")).containsOnly("UNCERTAIN");
        assertThat(failed.text("reasonCode")).isEqualTo("NEVER_RECEIVED");
        assertThat(read(ramp).body().has("reason")).isFalse();
        assertThat(timeline(ramp).findValuesAsText("verdict")).contains("REOPENED");
        assertThat(system.simulator().rampsWithKey(ramp.text("id"))).hasSize(1);
    }

    @Test
    void theOpenApiDocumentShowsARampAsItIsWritten() throws IOException {
        JsonNode schemas = Gateway.JSON
                .readTree(system.told("ramp-service", "/q/openapi?format=json"))
                .at("/components/schemas");

        assertThat(schemas.at("/RampAnswer/properties").has("reasonCode")
                        || schemas.at("/RampAnswer/allOf").size() > 0)
                .as("%s", schemas.path("RampAnswer"))
                .isTrue();
        assertThat(schemas.at("/RampAnswer/properties").has("ramp"))
                .as("%s", schemas.path("RampAnswer"))
                .isFalse();
    }

    /** Off-ramps from Solana expire after a second in this system. */
    private Gateway.Answer waitingBriefly(Demo user) {
        String quotationId =
                gateway.quote("USDC", "MXN", "50.000000", "SOLANA", "SPEI").text("id");
        return gateway.ramp(quotationId, user.userId(), user.speiId(), "brief-" + user.userId());
    }

    private Gateway.Answer read(Gateway.Answer ramp) {
        return gateway.get("/api/v2/ramps/" + ramp.text("id"));
    }

    private static Gateway.Answer in(String language, Gateway as, Gateway.Answer ramp) {
        return as.send(as.request("/api/v2/ramps/" + ramp.text("id"))
                .header("Accept-Language", language)
                .GET());
    }

    private JsonNode timeline(Gateway.Answer ramp) {
        return gateway.get("/api/v2/ramps/" + ramp.text("id") + "/timeline")
                .body()
                .path("data");
    }
}
