package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The way back that docs/production.md describes. */
class RestoreIT {

    private static final String NAME = "ramp_restore";

    /** Nothing but a webhook tells that the ramp went on. */
    private static final String PATIENT = "pasarela.ramp.checks.awaiting-deposit=1H\n";

    private final RunningSystem system = RunningSystem.get();
    private final Operator operator = new Operator(system);

    @Test
    void aDatabaseThatIsOlderThanWhatWasHeardIsBroughtUpToDateByAReplay() {
        String id;
        String providerRampId;
        // Whatever other tests have left in the topic is not this installation's past.
        operator.skip(NAME, Topics.PROVIDER_WEBHOOKS);
        try (var service = RampService.start(system, NAME, PATIENT)) {
            var user = service.newUser("-restore");
            var ramp = service.gateway()
                    .ramp(system.gateway().quotationId(), user.userId(), user.walletId(), "restore-" + user.userId());
            id = ramp.text("id");
            providerRampId = ramp.text("providerRampId");
            eventually(() -> assertThat(status(service, id)).isEqualTo("AWAITING_DEPOSIT"));
        }
        Instant snapshot = Instant.now();
        system.simulator().pay(providerRampId);
        eventually(() -> assertThat(delivered(providerRampId)).contains("COMPLETED"));
        // As after a restore: what was heard since the snapshot counts as read, and is in no database.
        operator.skip(NAME, Topics.PROVIDER_WEBHOOKS);

        try (var service = RampService.start(system, NAME, PATIENT)) {
            assertThat(status(service, id)).isEqualTo("AWAITING_DEPOSIT");

            var replayed = operator.run("replay", "--provider", "killb", "--from", snapshot.toString(), "--yes");

            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            eventually(() -> assertThat(status(service, id)).isEqualTo("COMPLETED"));
        }
    }

    private static String status(RampService service, String id) {
        return service.gateway().get("/api/v2/ramps/" + id).text("status");
    }

    /** What the provider has told by webhooks that were taken in. */
    private String delivered(String providerRampId) {
        StringBuilder told = new StringBuilder();
        system.simulator().deliveries(providerRampId).forEach(delivery -> {
            if (delivery.path("answer").asText().equals("200")) {
                told.append(delivery.path("body").asText());
            }
        });
        return told.toString();
    }
}
