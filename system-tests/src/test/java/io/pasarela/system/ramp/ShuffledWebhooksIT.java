package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A provider that delivers twice, late and in any order: every ramp ends where it should, with one event per transition. */
class ShuffledWebhooksIT {

    private static final int RAMPS = 30;
    private static final List<String> WAY =
            List.of("CREATED", "AWAITING_DEPOSIT", "DEPOSIT_RECEIVED", "CONVERTING", "PAYING_OUT", "COMPLETED");

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @AfterEach
    void wellBehavedAgain() {
        system.simulator().forgetFaults();
    }

    @Test
    void everyRampCompletesWithOneEventPerTransitionAndAVerdictPerWebhook() {
        Demo user = system.newUser();
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DUPLICATE\",\"probability\":0.25}");
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"REORDER\",\"ms\":600,\"probability\":0.3}");
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DELAY\",\"ms\":300,\"probability\":0.4}");
        List<Gateway.Answer> ramps = IntStream.range(0, RAMPS)
                .mapToObj(i -> gateway.ramp(user, "shuffled-" + i + "-" + user.userId()))
                .toList();

        ramps.forEach(ramp -> system.simulator().pay(ramp.text("providerRampId")));

        for (Gateway.Answer ramp : ramps) {
            eventually(Duration.ofSeconds(60), () -> assertThat(verdicts(ramp)).hasSize(delivered(ramp)));
            assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                    .isEqualTo("COMPLETED");
        }
        var published = Topic.everything(system.sandbox().kafkaBootstrap(), Topics.RAMPS);
        for (Gateway.Answer ramp : ramps) {
            List<JsonNode> events = published.stream()
                    .filter(record -> ramp.text("id").equals(record.key()))
                    .map(record -> json(record.value()))
                    .toList();
            assertThat(events)
                    .extracting(event -> event.path("sequence").asLong())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, events.size()).boxed().toList());
            assertThat(events)
                    .extracting(event -> WAY.indexOf(event.at("/ramp/status").asText()))
                    .doesNotHaveDuplicates()
                    .isSorted()
                    .startsWith(0)
                    .endsWith(WAY.size() - 1);
        }
    }

    private List<String> verdicts(Gateway.Answer ramp) {
        List<String> verdicts = new ArrayList<>();
        gateway.get("/api/v2/ramps/" + ramp.text("id") + "/timeline")
                .body()
                .path("data")
                .forEach(line -> {
                    if (line.path("cause").asText().equals("WEBHOOK")) {
                        verdicts.add(line.path("verdict").asText());
                    }
                });
        return verdicts;
    }

    /** How many different webhooks about it came through: its creation, and one for each of KillB's statuses after that. */
    private int delivered(Gateway.Answer ramp) {
        List<String> events = new ArrayList<>();
        system.simulator().deliveries(ramp.text("providerRampId")).forEach(line -> {
            if (line.path("outcome").asText().equals("DELIVERED")) {
                events.add(line.path("eventId").asText());
            }
        });
        int history = system.simulator()
                .rampsWithKey(ramp.text("id"))
                .path(0)
                .path("statusHistory")
                .size();
        long different = events.stream().distinct().count();
        assertThat(different).isEqualTo(history);
        assertThat(history).isGreaterThan(5);
        return history;
    }

    private static JsonNode json(String text) {
        try {
            return Gateway.JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
