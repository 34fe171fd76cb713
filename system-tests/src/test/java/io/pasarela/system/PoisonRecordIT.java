package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.gateway.parking.ParkedHeaders;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that can never be read parks with its reason and its trace, and what comes after it is read. */
class PoisonRecordIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "killb|Zebedea",
                "nobody|{}",
                "killb|{\"id\":\"e\",\"event\":\"RAMP\",\"data\":{\"id\":\"%s\",\"status\":\"FAILED\",\"details\":\"\\u0000\"}}",
            })
    void itParksInTheDeadLetterTopicAndThePartitionMovesOn(String provider, String body) throws Exception {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "poison-" + user.userId());
        String key = "killb:" + ramp.text("providerRampId");
        String eventId = "poison-" + UUID.randomUUID();

        send(Topics.PROVIDER_WEBHOOKS, key, eventId, provider, body.formatted(ramp.text("providerRampId")));
        system.simulator().pay(ramp.text("providerRampId"));

        eventually(() -> assertThat(Topic.of(
                        system.sandbox().kafkaBootstrap(),
                        Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, "ramp-service"),
                        key))
                .anySatisfy(parked -> {
                    assertThat(Topic.header(parked, "ce_id")).isEqualTo(eventId);
                    explained(parked, Topics.PROVIDER_WEBHOOKS);
                }));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Zebedea",
                "[]",
                "{\"ramp\":{\"id\":\"Zebedea\"}}",
                "{\"ramp\":{\"id\":\"%s\",\"client\":\"demo-app\",\"userExternalId\":\"Zebedea \\u0000\",\"status\":\"FAILED\"},\"sequence\":9}",
            })
    void aChangeThatNobodyCanReadOrStoreParksAndTheNextOneIsTold(String body) throws Exception {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "spoiled-" + user.userId());
        String eventId = UUID.randomUUID().toString();

        send(Topics.RAMPS, ramp.text("id"), eventId, "none", body.formatted(ramp.text("id")));
        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            system.simulator().pay(ramp.text("providerRampId"));

            eventually(() -> assertThat(stream.statuses()).endsWith("COMPLETED"));
        }
        String parkedIn = Topics.deadLetter(Topics.RAMPS, "notification-service");
        eventually(() -> assertThat(Topic.of(system.sandbox().kafkaBootstrap(), parkedIn, ramp.text("id")))
                .anySatisfy(parked -> {
                    assertThat(Topic.header(parked, "ce_id")).isEqualTo(eventId);
                    explained(parked, Topics.RAMPS);
                }));
    }

    @Test
    void aTypeOfEventThatIsNotKnownYetIsSkippedAndDoesNotPark() throws Exception {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "newer-" + user.userId());
        String eventId = UUID.randomUUID().toString();

        send(Topics.RAMPS, ramp.text("id"), eventId, "none", "{}", "ce_type", "io.pasarela.ramp.note-added.v1");
        try (var stream = gateway.stream("?ramp=" + ramp.text("id"))) {
            system.simulator().pay(ramp.text("providerRampId"));
            eventually(() -> assertThat(stream.statuses()).endsWith("COMPLETED"));
        }

        assertThat(Topic.of(
                        system.sandbox().kafkaBootstrap(),
                        Topics.deadLetter(Topics.RAMPS, "notification-service"),
                        ramp.text("id")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ramp-service, provider.webhooks",
        "notification-service, ramps",
        "quote-service, ramps",
        "quote-service, users"
    })
    void nothingOfItStandsInTheLog(String service, String topic) throws Exception {
        String key = "killb:" + UUID.randomUUID();
        send(topic, key, UUID.randomUUID().toString(), "killb", "Zebedea");
        eventually(() -> assertThat(Topic.of(system.sandbox().kafkaBootstrap(), Topics.deadLetter(topic, service), key))
                .isNotEmpty());

        assertThat(Files.readString(system.sandbox().service(service).logFile()))
                .contains("SRMSG")
                .doesNotContain("Zebedea");
    }

    private static void explained(ConsumerRecord<String, String> parked, String from) {
        assertThat(Topic.header(parked, "dead-letter-topic")).isEqualTo(from);
        assertThat(Topic.header(parked, "dead-letter-partition")).matches("\\d+");
        assertThat(Topic.header(parked, "dead-letter-offset")).matches("\\d+");
        assertThat(Topic.header(parked, ParkedHeaders.REASON)).isNotBlank();
        assertThat(Topic.header(parked, ParkedHeaders.TRACE_ID)).isEqualTo(TRACE);
        for (Header header : parked.headers()) {
            if (header.key().startsWith("dead-letter-")) {
                assertThat(new String(header.value(), StandardCharsets.UTF_8))
                        .as(header.key())
                        .doesNotContain("Zebedea", "\tat ", "\n");
            }
        }
    }

    private void send(String topic, String key, String eventId, String provider, String body, String... headers)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.sandbox().kafkaBootstrap(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        try (var producer = new KafkaProducer<String, String>(settings)) {
            var record = new ProducerRecord<>(topic, key, body);
            record.headers().add("ce_id", eventId.getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_provider", provider.getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < headers.length; i += 2) {
                record.headers().add(headers[i], headers[i + 1].getBytes(StandardCharsets.UTF_8));
            }
            producer.send(record).get();
        }
    }
}
