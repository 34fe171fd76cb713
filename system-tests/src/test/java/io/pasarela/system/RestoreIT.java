package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The way back that docs/production.md describes. */
class RestoreIT {

    private static final String NAME = "ramp_restore";
    private static final String SNAPSHOT = NAME + "_snapshot";

    /** Nothing but a webhook tells that the ramp went on. */
    private static final String PATIENT = "pasarela.ramp.checks.awaiting-deposit=1H\n";

    private static final Pattern SQL = Pattern.compile("```sql\n(.+?)```", Pattern.DOTALL);
    private static final ObjectMapper JSON = Wire.mapper();

    private final RunningSystem system = RunningSystem.get();
    private final Operator operator = new Operator(system);

    @Test
    void aRestoredDatabaseIsBroughtUpToDateByAReplayAndNoReaderTakesTheNewsForOld() throws SQLException {
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
        asOwner("create database %s template %s".formatted(SNAPSHOT, NAME));
        List<JsonNode> before;
        try (var service = RampService.start(system, NAME, PATIENT)) {
            system.simulator().pay(providerRampId);
            eventually(() -> assertThat(status(service, id)).isEqualTo("COMPLETED"));
            eventually(
                    () -> assertThat(published(id).getLast().at("/ramp/status").asText())
                            .isEqualTo("COMPLETED"));
            before = published(id);
        }

        restore();
        try (var service = RampService.start(system, NAME, PATIENT)) {
            assertThat(status(service, id)).isEqualTo("AWAITING_DEPOSIT");

            var replayed = operator.run("replay", "--provider", "killb", "--from", snapshot.toString(), "--yes");

            assertThat(replayed.exitCode()).as(replayed.err()).isZero();
            eventually(() -> assertThat(status(service, id)).isEqualTo("COMPLETED"));
            eventually(() -> assertThat(published(id)).hasSizeGreaterThan(before.size()));
            eventually(
                    () -> assertThat(published(id).getLast().at("/ramp/status").asText())
                            .isEqualTo("COMPLETED"));
        }
        List<JsonNode> after =
                published(id).subList(before.size(), published(id).size());
        assertThat(after)
                .allSatisfy(event -> assertThat(event.path("sequence").asLong())
                        .isGreaterThan(before.getLast().path("sequence").asLong()));

        // The same snapshot once more, some seconds later.
        eventually(() -> {
            restore();
            assertThat(sequence(id))
                    .isGreaterThan(after.getLast().path("sequence").asLong());
        });
    }

    private void restore() throws SQLException {
        asOwner("drop database " + NAME);
        asOwner("create database %s template %s owner ramp".formatted(NAME, SNAPSHOT));
        try (var connection = RampService.database(system, NAME);
                var statement = connection.createStatement()) {
            statement.execute(sqlOfThePage());
        }
    }

    private long sequence(String id) throws SQLException {
        try (var connection = RampService.database(system, NAME);
                var statement = connection.createStatement();
                var row = statement.executeQuery("select sequence from ramps where id = '%s'".formatted(id))) {
            row.next();
            return row.getLong(1);
        }
    }

    private static String status(RampService service, String id) {
        return service.gateway().get("/api/v2/ramps/" + id).text("status");
    }

    private List<JsonNode> published(String id) {
        return Topic.of(system.sandbox().kafkaBootstrap(), Topics.RAMPS, id).stream()
                .map(event -> json(event.value()))
                .toList();
    }

    private void asOwner(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("postgres"), "postgres", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String sqlOfThePage() {
        try {
            Matcher block = SQL.matcher(
                    Files.readString(SandboxOptions.enclosingCheckout().resolve("docs/production.md")));
            assertThat(block.find()).isTrue();
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
