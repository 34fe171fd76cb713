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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events leave in order per key, whatever happens to Kafka, and one that cannot leave is seen. */
class OutboxIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What an installation gives a process to stop (compose; Kubernetes gives more). */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final int KEYS = 300;
    private static final int EVENTS_PER_KEY = 12;
    private static final int PORTIONS = 3;
    private static final Duration SILENT = Duration.ofSeconds(6);
    private static final Duration DEAD = Duration.ofSeconds(2);

    /** Everything that waits, is tried again or gives up does so within a fraction of a second, and parks at the first refusal. */
    private static final String IMPATIENT = """
            mp.messaging.outgoing.outbox.max.block.ms=100
            mp.messaging.outgoing.outbox.request.timeout.ms=100
            mp.messaging.outgoing.outbox.delivery.timeout.ms=150
            mp.messaging.outgoing.outbox.retry.backoff.ms=10
            mp.messaging.outgoing.outbox.retry.backoff.max.ms=50
            mp.messaging.outgoing.outbox.reconnect.backoff.ms=20
            mp.messaging.outgoing.outbox.reconnect.backoff.max.ms=100
            pasarela.ramp.outbox.send-within=0.2S
            pasarela.ramp.outbox.every=0.1S
            pasarela.ramp.outbox.refusals=1
            """;

    private final RunningSystem system = RunningSystem.get();

    /**
     * As hard as an hour, without taking one: what is 9 s and 1 s in production is 0.2 s and 0.1 s here, so that these eight seconds are forty times as
     * long as anything here waits before it gives up, and dozens of batches fail. The broker first answers nothing, then is dead, then comes back.
     */
    @Test
    void thousandsOfEventsLeaveInOrderAndWithoutAHoleAfterTheBrokerWasAwayForAsGoodAsAnHour() throws SQLException {
        String run = newTopic();
        try (RampService first = RampService.start(system, "ramp_outbox", IMPATIENT);
                RampService second = RampService.start(system, "ramp_outbox", IMPATIENT)) {
            long began = System.nanoTime();
            system.sandbox().kafka().pause();
            try {
                for (int portion = 0; portion < PORTIONS; portion++) {
                    long until = began + SILENT.toNanos() * (portion + 1) / PORTIONS;
                    fill(run, portion);
                    eventually(() -> assertThat(System.nanoTime()).isGreaterThan(until));
                }
                assertThat(first.log() + second.log()).contains("events wait in the outbox for Kafka");
                system.sandbox().kafka().kill();
                eventually(() -> assertThat(System.nanoTime() - began)
                        .isGreaterThan(SILENT.plus(DEAD).toNanos()));
                assertThat(waiting()).isEqualTo(KEYS * EVENTS_PER_KEY);
            } finally {
                system.sandbox().kafka().restart();
            }

            eventually(PATIENCE, () -> assertThat(waiting()).isZero());

            assertThat(first.log() + second.log())
                    .contains("events leave the outbox again")
                    .doesNotContain("Kafka refuses event");
            assertThat(first.metrics() + second.metrics())
                    .doesNotContainPattern("pasarela_outbox_parked(\\{[^}]*})? [1-9]");
            allToldInOrder(run);
        }
    }

    /**
     * PostgreSQL keeps the plan of a statement that is often repeated, and made it while nothing waited. Each batch once read the whole table a hundred
     * times then: seconds for ten thousand events, and for ever for a million.
     */
    @Test
    void aBatchReadsLittleMoreThanItTakesAlthoughNothingWaitedWhenPostgresqlLastPlannedIt() throws SQLException {
        String run = newTopic();
        String onePlan = """
                quarkus.datasource.reactive.max-size=1
                quarkus.datasource.reactive.additional-properties.plan_cache_mode=force_generic_plan
                """;
        try (RampService _ = RampService.start(system, "ramp_outbox", onePlan)) {
            execute("ramp_outbox", "alter table outbox set (autovacuum_enabled = false)");
            execute("ramp_outbox", "vacuum analyze outbox");
            awaitLooks(3);
            long before = outboxIndexes("idx_tup_read");

            for (int portion = 0; portion < PORTIONS; portion++) {
                fill(run, portion);
            }
            eventually(PATIENCE, () -> assertThat(waiting()).isZero());
            awaitLooks(3);

            assertThat(outboxIndexes("idx_tup_read") - before).isLessThan(20L * KEYS * EVENTS_PER_KEY);
        } finally {
            execute("ramp_outbox", "alter table outbox reset (autovacuum_enabled)");
        }
    }

    // What the one connection has read is told a little later, together with that.
    private void awaitLooks(int more) throws SQLException {
        long before = outboxIndexes("idx_scan");
        eventually(() -> assertThat(outboxIndexes("idx_scan")).isGreaterThanOrEqualTo(before + more));
    }

    private long outboxIndexes(String figure) throws SQLException {
        return count("select sum(%s)::bigint from pg_stat_user_indexes where relname = 'outbox'".formatted(figure));
    }

    @Test
    void aProcessThatIsStoppedInTheMiddleOfABatchGoesInTimeAndLosesRepeatsAndReordersNothing() throws SQLException {
        String run = newTopic();
        String manyBatches = """
                pasarela.ramp.outbox.keys=4
                pasarela.ramp.outbox.rows=32
                pasarela.ramp.outbox.finish-within=2S
                """;
        try (RampService service = RampService.start(system, "ramp_outbox", manyBatches)) {
            fill(run, 0);
            fill(run, 1);
            assertThat(stopInTheMiddle(service)).isLessThan(Duration.ofSeconds(9));

            // The batch at hand was finished and no other begun: nothing is told twice, and nothing is neither told nor
            // kept.
            List<ConsumerRecord<String, String>> told = told(run);
            assertThat(told.size() + waiting()).isEqualTo(2L * KEYS * EVENTS_PER_KEY / PORTIONS);
            assertThat(waiting()).isPositive();
            assertThat(told)
                    .extracting(record -> Topic.header(record, "ce_id"))
                    .isNotEmpty()
                    .doesNotHaveDuplicates();

            // With a Kafka that says nothing the batch cannot be finished, and is left to the next process. Kafka's
            // clients
            // take their time to give up.
            start(service);
            eventually(PATIENCE, () -> assertThat(waiting()).isZero());
            system.sandbox().kafka().pause();
            try {
                fill(run, 2);
                stopInTheMiddle(service);
                assertThat(waiting()).isEqualTo((long) KEYS * EVENTS_PER_KEY / PORTIONS);
            } finally {
                system.sandbox().kafka().resume();
            }
            start(service);

            eventually(PATIENCE, () -> assertThat(waiting()).isZero());
            allToldInOrder(run);
        }
    }

    /** SIGTERM, and nothing after it: how long it took to go by itself. */
    private Duration stopInTheMiddle(RampService service) {
        eventually(() -> assertThat(unlocked()).isLessThan(waiting()));
        long began = System.nanoTime();
        ProcessHandle.of(service.part().pid()).orElseThrow().destroy();
        eventually(GRACE, () -> assertThat(service.part().isRunning()).isFalse());
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static void start(RampService service) {
        service.part().start();
        service.part().awaitReady();
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
    void noNumberIsGivenTwiceWhileItsEventWaits() {
        String twice = """
                insert into outbox (topic, key, event_id, type, data, created_at)
                select 'ramps', '%1$s', '%1$s', 't', '{}', now() from generate_series(1, 2)
                """.formatted(UUID.randomUUID());

        assertThatThrownBy(() -> execute("ramp", twice)).hasMessageContaining("outbox_event");
    }

    @ParameterizedTest
    @CsvSource({"+ 1,without its events", "+ 2,without its events", "- 1,would go back"})
    void theDatabaseItselfLetsNoNumberOfARampBeLeftOutOrTakenBack(String change, String why) {
        String id = system.gateway()
                .ramp(system.newUser(), "numbered-" + UUID.randomUUID())
                .text("id");

        assertThatThrownBy(() -> execute(
                        "ramp", "update ramps set sequence = sequence %s where id = '%s'".formatted(change, id)))
                .hasMessageContaining(why);
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

    /** The portion's part of each key's events, all of them from 1 on over all portions. */
    private void fill(String run, int portion) throws SQLException {
        int each = EVENTS_PER_KEY / PORTIONS;
        execute("ramp_outbox", """
                insert into outbox (topic, key, event_id, type, data, created_at)
                select '%1$s', '%1$s-' || k, gen_random_uuid(), 'test', n::text, now()
                from generate_series(%2$d, %3$d) n, generate_series(1, %4$d) k order by n.n, k
                """.formatted(run, portion * each + 1, (portion + 1) * each, KEYS));
    }

    private void allToldInOrder(String run) {
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
        return count("select count(*) from outbox");
    }

    /** Those that no batch has in its hands. */
    private long unlocked() throws SQLException {
        return count("select count(*) from (select 1 from outbox for update skip locked) free");
    }

    private long count(String query) throws SQLException {
        try (var connection = RampService.database(system, "ramp_outbox");
                var rows = connection.createStatement().executeQuery(query)) {
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
