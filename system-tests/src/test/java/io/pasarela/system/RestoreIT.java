package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import java.sql.DriverManager;
import java.sql.SQLException;
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
    void aDatabaseThatWasRestoredToAnEarlierTimeIsBroughtUpToDateByAReplay() throws SQLException {
        String id;
        String providerRampId;
        try (var service = RampService.start(system, NAME, PATIENT)) {
            var user = service.newUser("-restore");
            var ramp = service.gateway()
                    .ramp(system.gateway().quotationId(), user.userId(), user.walletId(), "restore-" + user.userId());
            id = ramp.text("id");
            providerRampId = ramp.text("providerRampId");
            eventually(() -> assertThat(status(service, id)).isEqualTo("AWAITING_DEPOSIT"));
        }
        Instant snapshot = Instant.now();
        postgres("create database ramp_snapshot template " + NAME + " owner ramp");
        try (var service = RampService.start(system, NAME, PATIENT)) {
            system.simulator().pay(providerRampId);
            eventually(() -> assertThat(status(service, id)).isEqualTo("COMPLETED"));
            eventually(() ->
                    assertThat(operator.lag(NAME, Topics.PROVIDER_WEBHOOKS)).isZero());
        }
        postgres("drop database " + NAME + " with (force)");
        postgres("alter database ramp_snapshot rename to " + NAME);

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

    private void postgres(String statement) throws SQLException {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("postgres"), "postgres", "");
                var command = connection.createStatement()) {
            command.execute(statement);
        }
    }
}
