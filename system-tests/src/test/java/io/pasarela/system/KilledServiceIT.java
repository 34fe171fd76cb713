package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Kill -9, and nothing is lost. */
class KilledServiceIT {

    private static final Duration RESTARTED = Duration.ofSeconds(60);

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @Test
    void aRampCompletesAlthoughRampServiceWasKilledBeforeTheWebhook() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "killed-" + user.userId());
        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            eventually(() -> assertThat(stream.statuses()).contains("AWAITING_DEPOSIT"));
            system.sandbox().service("ramp-service").kill();

            system.simulator().pay(ramp.text("providerRampId"));
            system.sandbox().service("ramp-service").restart();

            eventually(
                    RESTARTED,
                    () -> assertThat(stream.statuses())
                            .containsExactly(
                                    "CREATED",
                                    "AWAITING_DEPOSIT",
                                    "DEPOSIT_RECEIVED",
                                    "CONVERTING",
                                    "PAYING_OUT",
                                    "COMPLETED"));
        }
        assertThat(Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, ramp.text("id")))
                .extracting(record -> Topic.header(record, "ce_id"))
                .doesNotHaveDuplicates();
    }

    @Test
    void noticesAreNeitherLostNorRepeatedAlthoughNotificationServiceWasKilled() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "deaf-" + user.userId());
        system.sandbox().service("notification-service").kill();

        system.simulator().pay(ramp.text("providerRampId"));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
        system.sandbox().service("notification-service").restart();

        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            eventually(
                    RESTARTED,
                    () -> assertThat(stream.statuses())
                            .containsExactly(
                                    "CREATED",
                                    "AWAITING_DEPOSIT",
                                    "DEPOSIT_RECEIVED",
                                    "CONVERTING",
                                    "PAYING_OUT",
                                    "COMPLETED"));
        }
    }

    @Test
    void aWebhookWhileTheBrokerIsFrozenIsAnswered503AndArrivesAfterItsReturn() {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "frozen-" + user.userId());
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("AWAITING_DEPOSIT"));
        system.sandbox().kafka().pause();
        try {
            system.simulator().pay(ramp.text("providerRampId"));
            eventually(() -> assertThat(failures(ramp)).contains(503));
        } finally {
            system.sandbox().kafka().resume();
        }

        eventually(
                RESTARTED,
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
    }

    private java.util.List<Integer> failures(Gateway.Answer ramp) {
        var deliveries = system.simulator().deliveries(ramp.text("providerRampId"));
        return deliveries.findValuesAsText("answer").stream()
                .filter(answer -> answer.matches("[0-9]+"))
                .map(Integer::valueOf)
                .toList();
    }
}
