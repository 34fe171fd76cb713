package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is old is forgotten, but not of a ramp that still lives. */
class RetentionIT {

    private static final String NAME = "ramp_retention";

    private final RunningSystem system = RunningSystem.get();

    @Test
    void twoReplicasForgetTheTimelinesOfRampsThatAreLongOverAndNoOthers() throws SQLException {
        String often = """
                pasarela.ramp.retention.every=0.3S
                pasarela.ramp.retention.batch=100
                pasarela.ramp.retention.batches=3
                pasarela.ramp.retention.unmatched-max=1000
                """;
        try (RampService first = RampService.start(system, NAME, often);
                RampService second = RampService.start(system, NAME, often)) {
            String over = ramp(first);
            String living = ramp(second);
            age(living, "AWAITING_DEPOSIT", "now() + interval '1 day'");
            age(over, "COMPLETED", "null");

            eventually(() -> assertThat(oldLines(over)).isZero());

            assertThat(oldLines(living)).isEqualTo(1000);
            aFloodOfWebhooksThatNobodyKnowsDoesNotFillTheDisk(first, second);
            assertThat(first.metrics() + second.metrics())
                    .containsPattern("pasarela_retention_deleted_total\\{[^}]*table=\"timeline\"[^}]*} [1-9]");
        }
    }

    // What others than these replicas order is unknown to them, and there is more of it than they keep.
    private void aFloodOfWebhooksThatNobodyKnowsDoesNotFillTheDisk(RampService first, RampService second)
            throws SQLException {
        try (var connection = RampService.database(system, NAME);
                var statement = connection.createStatement()) {
            statement.execute("""
                    insert into unmatched_news (provider, event_id, resource_id, body, received_at)
                    select 'flood', n, n, '', now() from generate_series(1, 2000) n on conflict do nothing
                    """);
            statement.execute("analyze unmatched_news");
        }
        String unknown = system.gateway()
                .ramp(system.newUser(), "unknown-" + UUID.randomUUID())
                .text("providerRampId");

        eventually(() -> assertThat(first.metrics() + second.metrics())
                .containsPattern("pasarela_unmatched_not_kept_total(\\{[^}]*})? [1-9]"));
        try (var connection = RampService.database(system, NAME);
                var kept = connection
                        .createStatement()
                        .executeQuery("select 1 from unmatched_news where resource_id = '" + unknown + "'")) {
            assertThat(kept.next()).isFalse();
        }
    }

    private String ramp(RampService service) {
        Demo user = service.newUser("-" + UUID.randomUUID());
        return service.gateway()
                .ramp(system.gateway().quotationId(), user.userId(), user.walletId(), "old-" + user.userId())
                .text("id");
    }

    private void age(String ramp, String status, String nextCheck) throws SQLException {
        try (var connection = RampService.database(system, NAME);
                var statement = connection.createStatement()) {
            statement.execute("""
                    update ramps set status = '%2$s', next_check_at = %3$s, updated_at = now() - interval '500 days'
                    where id = '%1$s';
                    insert into timeline (ramp_id, at, cause, status, verdict)
                    select '%1$s', now() - interval '500 days', 'WEBHOOK', 'CREATED', 'LATE' from generate_series(1, 1000)
                    """.formatted(ramp, status, nextCheck));
        }
    }

    private long oldLines(String ramp) throws SQLException {
        try (var connection = RampService.database(system, NAME);
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*) from timeline where at < now() - interval '400 days' and ramp_id = '"
                                        + ramp + "'")) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
