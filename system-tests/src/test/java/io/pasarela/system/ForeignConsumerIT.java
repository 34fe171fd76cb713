package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.ForeignConsumer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RunningSystem;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The consumers that docs/events.md shows to other teams: they know what the gateway knows, and master whatever can come. */
class ForeignConsumerIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final Operator operator = new Operator(system);

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void fromTheTopicAloneItRebuildsEveryRamp(String language) {
        Demo user = system.newUser();
        var paid = gateway.ramp(user, "foreign-paid-" + user.userId());
        var waiting = gateway.ramp(user, "foreign-waiting-" + user.userId());
        String offRampQuotation =
                gateway.quote("USDC", "MXN", "50.000000", "POLYGON", "SPEI").text("id");
        var offRamp = gateway.ramp(offRampQuotation, user.userId(), user.speiId(), "foreign-off-" + user.userId());
        system.simulator().pay(paid.text("providerRampId"));
        system.simulator().pay(offRamp.text("providerRampId"));

        try (var consumer =
                ForeignConsumer.start(language, system.sandbox().kafkaBootstrap(), Topics.RAMPS, Topics.USERS)) {
            eventually(() -> {
                List<JsonNode> ramps = rampsOfTheGateway();
                Map<String, JsonNode> known = consumer.ramps();
                assertThat(ramps)
                        .extracting(ramp -> ramp.path("id").asText())
                        .contains(paid.text("id"), waiting.text("id"), offRamp.text("id"));
                assertThat(known.get(paid.text("id")).path("status").asText()).isEqualTo("COMPLETED");
                assertThat(known.get(offRamp.text("id")).path("status").asText())
                        .isEqualTo("COMPLETED");
                assertThat(ramps)
                        .allSatisfy(ramp ->
                                assertSame(ramp, known.get(ramp.path("id").asText())));
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python"})
    void itPassesTheCheckThatEveryTeamCanRun(String language) {
        String rampsTopic = "check." + UUID.randomUUID() + ".ramps";
        String usersTopic = "check." + UUID.randomUUID() + ".users";
        var unheard = check(rampsTopic, usersTopic, "/nowhere/state.jsonl", "PT0S");

        try (var consumer =
                ForeignConsumer.start(language, system.sandbox().kafkaBootstrap(), rampsTopic, usersTopic)) {
            var checked = check(rampsTopic, usersTopic, consumer.state().toString(), "PT30S");

            assertThat(checked.exitCode())
                    .as(checked.out() + checked.err() + consumer.log())
                    .isZero();
            assertThat(checked.out()).contains("Your consumer passed.").doesNotContain("FAILED");
            assertThat(consumer.log()).contains("put aside: " + rampsTopic);
        }
        assertThat(unheard.exitCode()).isEqualTo(1);
        assertThat(unheard.err()).contains("There is no file /nowhere/state.jsonl");
    }

    private Operator.Result check(String rampsTopic, String usersTopic, String state, String within) {
        return operator.run(
                "check-consumer",
                "--ramps-topic",
                rampsTopic,
                "--users-topic",
                usersTopic,
                "--state",
                state,
                "--within",
                within);
    }

    /** Those that were told to other teams: all but the ones of which nobody knows yet whether the provider has them. */
    private List<JsonNode> rampsOfTheGateway() {
        List<JsonNode> ramps = new ArrayList<>();
        String after = "";
        do {
            JsonNode page = gateway.get("/api/v2/ramps?limit=100" + after).body();
            page.path("data").forEach(ramps::add);
            after = page.path("nextCursor").isTextual()
                    ? "&after=" + page.path("nextCursor").asText()
                    : "";
        } while (!after.isEmpty());
        ramps.removeIf(ramp -> ramp.path("outcome").asText().equals("UNCERTAIN"));
        return ramps;
    }

    private static void assertSame(JsonNode ramp, JsonNode known) {
        assertThat(known).as("ramp %s", ramp.path("id")).isNotNull();
        assertThat(known.path("status").asText()).isEqualTo(ramp.path("status").asText());
        for (String field : List.of("fromAmount", "toAmount")) {
            assertThat(new BigDecimal(known.path(field).asText()))
                    .isEqualByComparingTo(new BigDecimal(ramp.path(field).asText()));
        }
    }
}
