package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.WebhookHeaders;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Stored webhooks go through ramp-service again, and nothing changes. */
class ReplayIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final Operator operator = new Operator(system);

    @Test
    void replayedWebhooksAreHeardAgainAndChangeNothing() {
        var ramp = completedRamp("replayed-");
        var story = story(ramp);
        var told = events(ramp);
        int delivered = webhooks(ramp).size();

        var result = operator.run("replay", "--provider", "killb", "--from", "PT1H", "--yes");
        everythingIsHeard();

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .contains("webhooks of killb at ", "RAMP.UPDATE", "Replayed ")
                .doesNotContain("{");
        assertThat(webhooks(ramp)).hasSize(2 * delivered);
        assertThat(ids(replays(ramp))).isEqualTo(ids(webhooks(ramp).subList(0, delivered)));
        assertThat(events(ramp)).isEqualTo(told);
        assertThat(story(ramp)).isEqualTo(story);
    }

    @Test
    void withAKeyOnlyThatRampIsReplayed() throws IOException, InterruptedException {
        var one = completedRamp("one-");
        var other = completedRamp("other-");

        var result = operator.type(
                "./pasarela replay --provider killb --from PT1H --key %s --yes".formatted(one.text("providerRampId")));

        assertThat(result.exitCode()).as(result.out()).isZero();
        assertThat(replays(one)).isNotEmpty();
        assertThat(replays(other)).isEmpty();
    }

    @Test
    void aSecondReplayDoesNotMultiply() {
        var ramp = completedRamp("twice-");
        int delivered = webhooks(ramp).size();
        String[] command = {
            "replay", "--provider", "killb", "--from", "PT1H", "--key", ramp.text("providerRampId"), "--yes"
        };

        operator.run(command);
        var result = operator.run(command);

        assertThat(result.out())
                .contains("Replayed %d webhooks of ".formatted(delivered), delivered + " replays themselves");
        assertThat(replays(ramp)).hasSize(2 * delivered);
    }

    @Test
    void aTimeWithoutWebhooksIsNoFailure() {
        var result = operator.run("replay", "--provider", "killb", "--from", "P30D", "--to", "P29D", "--yes");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).startsWith("There is nothing to replay");
    }

    private Gateway.Answer completedRamp(String name) {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, name + user.userId());
        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        everythingIsHeard();
        return ramp;
    }

    private void everythingIsHeard() {
        eventually(() -> assertThat(operator.lag("ramp-service", Topics.PROVIDER_WEBHOOKS))
                .isZero());
    }

    private List<ConsumerRecord<String, String>> webhooks(Gateway.Answer ramp) {
        return Topic.of(
                system.sandbox().kafkaBootstrap(), Topics.PROVIDER_WEBHOOKS, "killb:" + ramp.text("providerRampId"));
    }

    private List<ConsumerRecord<String, String>> replays(Gateway.Answer ramp) {
        return webhooks(ramp).stream()
                .filter(record -> record.headers().lastHeader(WebhookHeaders.REPLAYED_AT) != null)
                .toList();
    }

    private static List<String> ids(List<ConsumerRecord<String, String>> records) {
        return records.stream().map(record -> Topic.header(record, "ce_id")).toList();
    }

    /** Ids of what was published about the ramp. */
    private List<String> events(Gateway.Answer ramp) {
        return ids(Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, ramp.text("id")));
    }

    /** The ramp and its timeline. */
    private Set<String> story(Gateway.Answer ramp) {
        return List.of("", "/timeline").stream()
                .map(path -> gateway.get("/api/v2/ramps/" + ramp.text("id") + path)
                        .body()
                        .toString())
                .collect(Collectors.toSet());
    }
}
