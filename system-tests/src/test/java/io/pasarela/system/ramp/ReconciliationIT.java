package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What no webhook tells is asked for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationIT {

    private static final String DATABASE = "ramp_checks";
    private static final String SOON = """
            pasarela.ramp.checks.every=0.2S
            pasarela.ramp.checks.per-look=50
            pasarela.ramp.checks.lease=5S
            pasarela.ramp.checks.created=1S
            pasarela.ramp.checks.awaiting-deposit=1S
            pasarela.ramp.checks.deposit-received=1S
            pasarela.ramp.checks.converting=1S
            pasarela.ramp.checks.paying-out=1S
            pasarela.providers.calls.budget=1S
            pasarela.providers.calls.try-timeout=0.5S
            pasarela.providers.calls.breaker.open-for=1S
            """;
    private static final Pattern RECOVERED = Pattern.compile(
            "recovered_by_reconciliation_total\\{[^}]*provider=\"killb\",status=\"COMPLETED\"[^}]*} ([0-9.]+)");

    private final RunningSystem system = RunningSystem.get();
    private final RampService service = RampService.start(system, DATABASE, SOON);

    @AfterEach
    void webhooksArriveAgain() {
        system.simulator().forgetFaults();
        system.simulator().outage(false);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @Test
    void rampsCompleteAndAreCountedAlthoughNotOneWebhookArrives() {
        double before = recovered();
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DROP\",\"probability\":1}");
        List<Gateway.Answer> ramps = someRamps(5);

        ramps.forEach(ramp -> system.simulator().pay(ramp.text("providerRampId")));

        eventually(() -> assertThat(statuses(ramps)).containsOnly("COMPLETED"));
        assertThat(recovered() - before).isEqualTo(5);
    }

    @Test
    void anAbsentProviderIsLeftInPeaceAndAskedAgainByItselfOnItsReturn() {
        system.simulator().fault("{\"target\":\"webhook RAMP\",\"kind\":\"DROP\",\"probability\":1}");
        List<Gateway.Answer> ramps = someRamps(5);
        system.simulator().outage(true);
        eventually(() -> assertThat(service.log()).contains("checks of killb rest"));
        eventually(() -> assertThat(service.metrics())
                .containsPattern("pasarela_ramps_due_for_check_oldest_seconds(\\{[^}]*})? [0-9]"));
        system.simulator().outage(false);

        ramps.forEach(ramp -> system.simulator().pay(ramp.text("providerRampId")));

        eventually(() -> assertThat(statuses(ramps)).containsOnly("COMPLETED"));
        assertThat(service.log().split("checks of killb rest", -1)).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void fiveHundredDueRampsAreAskedAboutOnceEachAtTheConfiguredPaceByTwoReplicas() throws Exception {
        try (RampService second = RampService.start(system, DATABASE, SOON)) {
            Gateway.Answer one = someRamps(1).getFirst();
            long before = system.simulator().requests("GET /ramps/{id}");
            int ticksAtLeast = 500 / (2 * 50);
            Instant began = Instant.now();

            copiesThatAreDue(one.text("id"), 500);

            eventually(Duration.ofSeconds(60), () -> assertThat(unchecked()).isZero());
            // Each copy is unknown to the provider: asked about once, it waits for its next time, which is far.
            assertThat(system.simulator().requests("GET /ramps/{id}") - before).isBetween(500L, 600L);
            assertThat(timesAsked()).containsOnly(1);
            assertThat(Duration.between(began, Instant.now()))
                    .isGreaterThan(Duration.ofMillis(200L * (ticksAtLeast - 1)));
            assertThat(service.log() + second.log()).doesNotContain("ramps cannot be checked");
        }
    }

    private double recovered() {
        Matcher counted = RECOVERED.matcher(service.metrics());
        return counted.find() ? Double.parseDouble(counted.group(1)) : 0;
    }

    private List<String> statuses(List<Gateway.Answer> ramps) {
        return ramps.stream()
                .map(ramp -> service.gateway()
                        .get("/api/v2/ramps/" + ramp.text("id"))
                        .text("status"))
                .toList();
    }

    private List<Gateway.Answer> someRamps(int count) {
        Demo user = service.newUser("-" + UUID.randomUUID());
        List<Gateway.Answer> ramps = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String quotation = system.gateway().quotationId();
            Gateway.Answer ramp = service.gateway()
                    .ramp(quotation, user.userId(), user.walletId(), "reconciled-%d-%s".formatted(i, user.userId()));
            assertThat(ramp.status()).as("%s", ramp.body()).isEqualTo(201);
            ramps.add(ramp);
        }
        return ramps;
    }

    private void copiesThatAreDue(String rampId, int count) throws SQLException {
        try (var connection = RampService.database(system, DATABASE);
                var statement = connection.createStatement()) {
            statement.execute("""
                    create temporary table copy as select * from ramps where id = '%s';
                    update copy set status = 'REFUNDING', next_check_at = now(), checks = 0;
                    insert into ramps select (jsonb_populate_record(copy, jsonb_build_object(
                        'id', gen_random_uuid(), 'external_id', 'copy-' || n, 'quotation_id', gen_random_uuid(),
                        'provider_ramp_id', 'unknown-' || n))).* from copy, generate_series(1, %d) n
                    """.formatted(rampId, count));
        }
    }

    private long unchecked() throws SQLException {
        return number("select count(*) from ramps where external_id like 'copy-%' and checks = 0");
    }

    private List<Integer> timesAsked() throws SQLException {
        List<Integer> times = new ArrayList<>();
        try (var connection = RampService.database(system, DATABASE);
                var rows = connection
                        .createStatement()
                        .executeQuery("select checks from ramps where external_id like 'copy-%'")) {
            while (rows.next()) {
                times.add(rows.getInt(1));
            }
        }
        return times;
    }

    private long number(String query) throws SQLException {
        try (var connection = RampService.database(system, DATABASE);
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
