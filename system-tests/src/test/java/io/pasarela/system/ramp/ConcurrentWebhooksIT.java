package io.pasarela.system.ramp;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.system.support.RampService;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Webhooks of many ramps are taken over at the same time: none is lost because another one was done before it, whenever the process dies. */
class ConcurrentWebhooksIT {

    private static final String DATABASE = "ramp_lanes";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RAMPS = 100;

    /** KillB's words for the steps after the creation. */
    private static final List<String> STEPS =
            List.of("CASH_IN_PENDING", "CASH_IN_COMPLETED", "CONVERSION_PENDING", "CASH_OUT_PENDING", "COMPLETED");

    private final RunningSystem system = RunningSystem.get();
    private final String run = "lanes-" + UUID.randomUUID();
    private final String parked = run + ".dlq";

    @BeforeEach
    void topicsOfItsOwn() {
        try (var admin = admin()) {
            // One partition, so that every record stands behind every other one.
            admin.createTopics(List.of(new NewTopic(run, 1, (short) 1), new NewTopic(parked, 1, (short) 1)))
                    .all()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
    }

    @Test
    void aWebhookThatWaitsIsNotLostByTheCommitOfThoseBehindItAndPoisonBesideThemParksAlone() throws Exception {
        try (RampService service = start()) {
            insert(RAMPS);
            try (Connection held = RampService.database(system, DATABASE)) {
                hold(held, 1);
                List<ProducerRecord<String, String>> records = webhooks(1, RAMPS);
                records.add(7, webhook("poison", "first", "Zebedea"));
                records.add(RAMPS + 7, webhook("poison", "second", "Zebedea"));
                long stuck = records.stream().map(ProducerRecord::key).toList().indexOf("killb:" + run + "-1");
                send(records);

                eventually(
                        PATIENCE,
                        () -> assertThat(count("status = 'COMPLETED'")).isEqualTo(RAMPS - 1));
                eventually(() -> assertThat(Topic.everything(system.sandbox().kafkaBootstrap(), parked))
                        .extracting(record -> Topic.header(record, "ce_id"))
                        .containsExactlyInAnyOrder("first", "second"));
                eventually(() -> assertThat(committed()).isEqualTo(stuck));
                assertThat(count("provider_ramp_id = '%s-1' and status = 'CREATED'".formatted(run)))
                        .isEqualTo(1);
                service.part().kill();
            }
        }

        try (RampService _ = start()) {
            eventually(PATIENCE, () -> assertThat(count("status = 'COMPLETED'")).isEqualTo(RAMPS));
            eventually(() -> assertThat(committed()).isEqualTo(RAMPS * STEPS.size() + 2L));
            toldOnceEach(RAMPS);
        }
    }

    @Test
    void killedInTheMiddleOfManyItTakesEachOverOnce() throws Exception {
        try (RampService service = start()) {
            insert(2 * RAMPS);
            send(webhooks(1, 2 * RAMPS));

            eventually(PATIENCE, () -> assertThat(count("sequence > 1")).isGreaterThan(20));
            service.part().kill();
        }
        assertThat(count("status = 'COMPLETED'")).isLessThan(2L * RAMPS);

        try (RampService _ = start()) {
            eventually(PATIENCE, () -> assertThat(count("status = 'COMPLETED'")).isEqualTo(2L * RAMPS));
            toldOnceEach(2 * RAMPS);
        }
    }

    // Every step has moved its ramp once, and no webhook has two lines.
    private void toldOnceEach(int ramps) throws SQLException {
        assertThat(count("sequence = 1 + " + STEPS.size())).isEqualTo(ramps);
        assertThat(number("""
                        select count(*) from timeline t join ramps r on r.id = t.ramp_id
                        where r.provider_ramp_id like '%s-%%' and t.verdict = 'ACCEPTED'
                        """.formatted(run))).isEqualTo((long) ramps * STEPS.size());
    }

    private RampService start() {
        return RampService.start(system, DATABASE, """
                mp.messaging.incoming.provider-webhooks.topic=%s
                mp.messaging.incoming.provider-webhooks.dead-letter-queue.topic=%s
                """.formatted(run, parked));
    }

    /** The webhooks of these ramps, step by step. */
    private List<ProducerRecord<String, String>> webhooks(int from, int to) {
        List<ProducerRecord<String, String>> records = new ArrayList<>();
        for (int step = 0; step < STEPS.size(); step++) {
            for (int ramp = from; ramp <= to; ramp++) {
                String id = run + "-" + ramp;
                records.add(webhook(id, id + "-" + step, """
                        {"event":"RAMP","action":"UPDATE","data":{"id":"%s","status":"%s","fromCurrency":"MXN",\
                        "toCurrency":"USDC","fromAmount":1500.00,"toAmount":80.123456,"cashInMethod":"SPEI",\
                        "cashOutMethod":"POLYGON","updatedAt":"2026-01-01T00:00:0%d.000Z"}}""".formatted(id, STEPS.get(step), step + 1)));
            }
        }
        return records;
    }

    private ProducerRecord<String, String> webhook(String resource, String eventId, String body) {
        var record = new ProducerRecord<>(run, "killb:" + resource, body);
        record.headers().add("ce_provider", "killb".getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_id", eventId.getBytes(StandardCharsets.UTF_8));
        return record;
    }

    private void send(List<ProducerRecord<String, String>> records) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.sandbox().kafkaBootstrap(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        try (var producer = new KafkaProducer<String, String>(settings)) {
            records.forEach(producer::send);
        }
    }

    private void insert(int ramps) throws SQLException {
        String people = """
                insert into users (id, client, external_id, fingerprint, type, provider, provider_user_id, status, kyc_level, sequence,
                                   created_at, updated_at, heard_at)
                values (md5('%1$s')::uuid, 'lanes', '%1$s', 'f', 'PERSON', 'killb', '%1$s', 'ACTIVE', 'L4', 1, now(), now(), now());
                insert into accounts (id, client, user_id, external_id, fingerprint, type, method, provider, provider_account_id,
                                      status, created_at, updated_at, heard_at)
                values (md5('%1$s')::uuid, 'lanes', md5('%1$s')::uuid, '%1$s', 'f', 'WALLET', 'POLYGON', 'killb', '%1$s', 'ACTIVE',
                        now(), now(), now());
                """.formatted(run);
        String made = """
                insert into ramps (id, client, external_id, fingerprint, user_id, user_external_id, account_id, quotation_id,
                    provider, provider_ramp_id, request, direction, submission, checks, next_check_at, status, provider_status,
                    from_currency, from_amount, to_currency, to_amount, cash_in_method, cash_out_method, deposit_instructions,
                    sequence, created_at, updated_at)
                select gen_random_uuid(), 'lanes', '%1$s-' || n, 'f', md5('%1$s')::uuid, 'lanes', md5('%1$s')::uuid,
                    gen_random_uuid(), 'killb', '%1$s-' || n, '', 'ON_RAMP', 'CONFIRMED', 0, now() + interval '1 day', 'CREATED',
                    'CREATED', 'MXN', 1500, 'USDC', 80.123456, 'SPEI', 'POLYGON', '[]', 1, now(), now()
                from generate_series(1, %2$d) n
                """.formatted(run, ramps);
        try (Connection connection = RampService.database(system, DATABASE);
                var statement = connection.createStatement()) {
            statement.execute(people + made);
        }
    }

    // As another transaction would that does not end: who wants this ramp waits.
    private void hold(Connection connection, int ramp) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select 1 from ramps where provider_ramp_id = '%s-%d' for update".formatted(run, ramp));
        }
    }

    private long count(String which) throws SQLException {
        return number("select count(*) from ramps where provider_ramp_id like '%s-%%' and %s".formatted(run, which));
    }

    private long number(String query) throws SQLException {
        try (Connection connection = RampService.database(system, DATABASE);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private long committed() throws Exception {
        try (var admin = admin()) {
            var offsets = admin.listConsumerGroupOffsets(DATABASE)
                    .partitionsToOffsetAndMetadata()
                    .get();
            var offset = offsets.get(new TopicPartition(run, 0));
            return offset == null ? 0 : offset.offset();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", system.sandbox().kafkaBootstrap()));
    }
}
