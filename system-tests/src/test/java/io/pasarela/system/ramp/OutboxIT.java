package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** Events leave in order per key, whatever happens to Kafka, and one that cannot leave is seen. */
class OutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final int KEYS = 300;
    private static final int EVENTS_PER_KEY = 10;

    private final RunningSystem system = RunningSystem.get();

    @Test
    void thousandsOfEventsLeaveInOrderAndWithoutAHoleAfterTheBrokerWasAway() throws SQLException {
        String run = newTopic();
        try (RampService first = RampService.start(system, "ramp_outbox", "");
                RampService second = RampService.start(system, "ramp_outbox", "")) {
            system.sandbox().kafka().pause();
            try {
                fill(run);
                eventually(
                        () -> assertThat(first.log() + second.log()).contains("events wait in the outbox for Kafka"));
            } finally {
                system.sandbox().kafka().resume();
            }

            eventually(PATIENCE, () -> assertThat(waiting()).isZero());

            List<ConsumerRecord<String, String>> told = told(run);
            assertThat(told.stream().map(ConsumerRecord::key).distinct()).hasSize(KEYS);
            for (int key = 1; key <= KEYS; key++) {
                String name = run + "-" + key;
                assertThat(firstTimes(told, name))
                        .as(name)
                        .containsExactlyElementsOf(IntStream.rangeClosed(1, EVENTS_PER_KEY)
                                .mapToObj(String::valueOf)
                                .toList());
            }
            assertThat(first.log() + second.log()).contains("events leave the outbox again");
        }
    }

    @Test
    void anEventThatKafkaRefusesParksWithItsKeyUntilAnOperatorDecides() throws SQLException {
        String run = newTopic();
        try (RampService service = RampService.start(system, "ramp_parked", "pasarela.ramp.outbox.refusals=2\n")) {
            insert(run, "-blocked", 1, "repeat('x', 3000000)");
            insert(run, "-blocked", 2, "'2'");
            insert(run, "-free", 1, "'1'");
            Gateway operator = service.gateway("operations");

            eventually(() -> assertThat(parked(operator)).hasSize(1));
            JsonNode event = parked(operator).get(0);

            assertThat(event.path("reason").asText()).isEqualTo("RecordTooLargeException");
            assertThat(event.path("behind").asInt()).isEqualTo(1);
            assertThat(event.has("data")).isFalse();
            eventually(
                    () -> assertThat(told(run)).extracting(ConsumerRecord::key).containsExactly(run + "-free"));
            eventually(() -> assertThat(service.metrics())
                    .containsPattern("pasarela_outbox_parked(\\{[^}]*})? 1\\.0")
                    .containsPattern("pasarela_outbox_events(\\{[^}]*})? 2\\.0")
                    .containsPattern("pasarela_outbox_published_total(\\{[^}]*})? [1-9]"));
            assertThat(service.gateway().get("/operations/outbox/parked").status())
                    .isEqualTo(403);

            String path = "/operations/outbox/parked/" + event.path("eventId").asText();
            assertThat(operator.post(path + "/retry", "").status()).isEqualTo(204);
            eventually(() -> assertThat(parked(operator)).hasSize(1));
            assertThat(operator.send(operator.request(path).DELETE()).status()).isEqualTo(204);

            eventually(
                    () -> assertThat(told(run)).extracting(ConsumerRecord::key).contains(run + "-blocked"));
            assertThat(operator.send(operator.request(path).DELETE()).status()).isEqualTo(404);
        }
    }

    @Test
    void noNumberIsGivenTwiceWhileItsEventWaits() throws SQLException {
        String run = UUID.randomUUID().toString();
        try (RampService _ = RampService.start(system, "ramp_parked", "")) {
            String twice = """
                    insert into outbox (topic, key, event_id, type, data, created_at)
                    select 'ramps', '%1$s', '%1$s', 't', '{}', now() from generate_series(1, 2)
                    """.formatted(run);
            assertThatThrownBy(() -> execute("ramp_parked", twice)).hasMessageContaining("outbox_event");
        }
    }

    // A topic of its own: what these events say, no consumer of the real ones could read.
    private String newTopic() {
        String name = "outbox-" + UUID.randomUUID();
        try (var admin =
                Admin.create(Map.of("bootstrap.servers", system.sandbox().kafkaBootstrap()))) {
            admin.createTopics(List.of(new NewTopic(name, 6, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        return name;
    }

    private void fill(String run) throws SQLException {
        execute("ramp_outbox", """
                insert into outbox (topic, key, event_id, type, data, created_at)
                select '%1$s', '%1$s-' || k, gen_random_uuid(), 'test', n::text, now()
                from generate_series(1, %2$d) n, generate_series(1, %3$d) k order by n.n, k
                """.formatted(run, EVENTS_PER_KEY, KEYS));
    }

    private void insert(String topic, String key, int sequence, String data) throws SQLException {
        execute("ramp_parked", """
                insert into outbox (topic, key, event_id, type, data, created_at)
                values ('%1$s', '%1$s%2$s', md5('%1$s%2$s%3$d')::uuid, 'test', %4$s, now())
                """.formatted(topic, key, sequence, data));
    }

    private void execute(String database, String statement) throws SQLException {
        try (var connection = RampService.database(system, database);
                var open = connection.createStatement()) {
            open.execute(statement);
        }
    }

    private long waiting() throws SQLException {
        try (var connection = RampService.database(system, "ramp_outbox");
                var rows = connection.createStatement().executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static JsonNode parked(Gateway operator) {
        return operator.get("/operations/outbox/parked").body().path("data");
    }

    private List<ConsumerRecord<String, String>> told(String run) {
        return Topic.everything(system.sandbox().kafkaBootstrap(), run);
    }

    // At least once: what is told again is told under the same id.
    private static List<String> firstTimes(List<ConsumerRecord<String, String>> told, String key) {
        var seen = new java.util.HashSet<String>();
        return told.stream()
                .filter(record -> record.key().equals(key))
                .filter(record -> seen.add(Topic.header(record, "ce_id")))
                .map(ConsumerRecord::value)
                .toList();
    }
}
