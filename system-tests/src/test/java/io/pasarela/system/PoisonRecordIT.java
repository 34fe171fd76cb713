package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.contracts.events.Topics;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A record that can never be read parks, and what comes after it is read. */
class PoisonRecordIT {

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "killb|not json",
                "nobody|{}",
                "killb|{\"id\":\"e\",\"event\":\"RAMP\",\"data\":{\"id\":\"%s\",\"status\":\"FAILED\",\"details\":\"\\u0000\"}}",
            })
    void itParksInTheDeadLetterTopicAndThePartitionMovesOn(String provider, String body) throws Exception {
        Demo user = system.newUser();
        var ramp = gateway.ramp(user, "poison-" + user.userId());
        String key = "killb:" + ramp.text("providerRampId");
        String eventId = "poison-" + UUID.randomUUID();

        send(key, eventId, provider, body.formatted(ramp.text("providerRampId")));
        system.simulator().pay(ramp.text("providerRampId"));

        eventually(() -> assertThat(Topic.of(
                        system.sandbox().kafkaBootstrap(),
                        Topics.deadLetter(Topics.PROVIDER_WEBHOOKS, "ramp-service"),
                        key))
                .anySatisfy(parked -> {
                    assertThat(Topic.header(parked, "ce_id")).isEqualTo(eventId);
                    assertThat(Topic.header(parked, "dead-letter-reason")).isNotBlank();
                }));
        eventually(
                () -> assertThat(gateway.get("/api/v2/ramps/" + ramp.text("id")).text("status"))
                        .isEqualTo("COMPLETED"));
    }

    private void send(String key, String eventId, String provider, String body)
            throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, system.sandbox().kafkaBootstrap(),
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        try (var producer = new KafkaProducer<String, String>(settings)) {
            var record = new ProducerRecord<>(Topics.PROVIDER_WEBHOOKS, key, body);
            record.headers().add("ce_id", eventId.getBytes(StandardCharsets.UTF_8));
            record.headers().add("ce_provider", provider.getBytes(StandardCharsets.UTF_8));
            producer.send(record).get();
        }
    }
}
