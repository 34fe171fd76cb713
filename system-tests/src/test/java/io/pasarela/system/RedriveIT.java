package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.Operator;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A parked record goes back to where it came from, and is gone from the dead-letter topic. */
class RedriveIT {

    private static final String PARKED = Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, "ramp-service");

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();
    private final Operator operator = new Operator(system);

    @BeforeEach
    void nothingIsParked() {
        eventually(() -> assertThat(operator.lag("ramp-service", Topics.PROVIDER_WEBHOOKS))
                .isZero());
        operator.empty(PARKED);
    }

    @Test
    void aRecordWhoseCauseIsHealedIsProcessed() throws Exception {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "healed-" + user.userId());
        eventually(() -> assertThat(status(ramp)).isEqualTo("AWAITING_DEPOSIT"));
        sql("""
            create function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'value too long' using errcode = '22001'; end $$;
            create trigger refuse before insert on timeline for each row
                when (new.ramp_id = '%s' and new.event_id is not null) execute function refuse();
            """.formatted(ramp.text("id")));
        try {
            system.simulator().pay(ramp.text("providerRampId"));
            eventually(() -> assertThat(parked()).hasSizeGreaterThan(2));
            eventually(() -> assertThat(operator.lag("ramp-service", Topics.PROVIDER_WEBHOOKS))
                    .isZero());
        } finally {
            sql("drop trigger refuse on timeline; drop function refuse;");
        }
        assertThat(status(ramp)).isEqualTo("AWAITING_DEPOSIT");

        var result = operator.type("./pasarela redrive --topic %s --yes".formatted(PARKED));

        assertThat(result.exitCode()).as(result.out()).isZero();
        eventually(() -> assertThat(status(ramp)).isEqualTo("COMPLETED"));
        assertThat(parked()).isEmpty();
    }

    @Test
    void aRecordThatIsStillPoisonParksOnceMoreAndDoesNotGoRound() throws Exception {
        String key = "killb:poison-" + UUID.randomUUID();
        send(key);
        eventually(() -> assertThat(parked()).hasSize(1));

        var result = operator.run("redrive", "--topic", PARKED, "--yes");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("1 record in " + PARKED, "Sent 1 record back to provider.webhooks");
        eventually(() -> assertThat(parked()).hasSize(1));
        assertThat(Topic.of(system.sandbox().kafkaBootstrap(), Topics.PROVIDER_WEBHOOKS, key))
                .hasSize(2)
                .allSatisfy(record -> assertThat(record.headers())
                        .extracting(header -> header.key())
                        .contains("ce_id", "ce_provider")
                        .noneMatch(name -> name.startsWith("dead-letter")));
    }

    @Test
    void withoutATopicEverythingParkedIsListedWithItsReasonAndWithoutItsBody() throws Exception {
        send("killb:listed-" + UUID.randomUUID());
        eventually(() -> assertThat(parked()).hasSize(1));

        var result = operator.run("redrive");

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out())
                .containsPattern("provider\\.webhooks\\.ramp-service\\.dlq +1\n +oldest .*\n +last reason: \\S+")
                .containsPattern("provider\\.webhooks\\.quote-service\\.dlq +0\n")
                .doesNotContain("Ana");
    }

    @Test
    void aTopicThatIsNotThereIsNamedWithThoseThatAre() {
        var result = operator.run("redrive", "--topic", "provider.webhooks.nobody.dlq", "--yes");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("there is no topic provider.webhooks.nobody.dlq", PARKED);
    }

    private String status(Gateway.Answer ramp) {
        return gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status");
    }

    private List<ConsumerRecord<String, String>> parked() {
        return Topic.everything(system.sandbox().kafkaBootstrap(), PARKED);
    }

    private void sql(String statements) throws SQLException {
        try (var connection = DriverManager.getConnection(system.sandbox().jdbcUrl("ramp"), "ramp", "ramp");
                var statement = connection.createStatement()) {
            statement.execute(statements);
        }
    }

    /** A webhook that nobody will ever understand. */
    private void send(String key) throws ExecutionException, InterruptedException {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", system.sandbox().kafkaBootstrap());
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            var record = new ProducerRecord<>(Topics.PROVIDER_WEBHOOKS, key, "Ana Rojas");
            record.headers().add("ce_id", key.getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_provider", "killb".getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }
}
