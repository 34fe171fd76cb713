package io.pasarela.system.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.Topics;
import io.pasarela.contracts.events.UserEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events as ramp-service would, in whatever order and as often as a test likes. */
public final class TopicWriter implements AutoCloseable {

    private final KafkaProducer<String, String> producer;

    public TopicWriter(String bootstrap) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, StringSerializer.class);
        producer = new KafkaProducer<>(settings);
    }

    public void ramps(List<RampEvent> events) {
        events.forEach(event -> send(Topics.RAMPS, event.ramp().id(), event.sequence(), event.type(), json(event)));
        producer.flush();
    }

    public void user(UserEvent event) {
        send(Topics.USERS, event.user().id(), event.sequence(), EventTypes.USER_CHANGED, json(event));
        producer.flush();
    }

    /** Something that nobody can read. */
    public void poison(String topic, UUID key) {
        send(topic, key, 1, "nonsense", "not json");
        producer.flush();
    }

    private void send(String topic, UUID key, long sequence, String type, String json) {
        var record = new ProducerRecord<>(topic, key.toString(), json);
        String id = UUID.nameUUIDFromBytes((topic + key + sequence).getBytes(StandardCharsets.UTF_8))
                .toString();
        record.headers().add("ce_id", id.getBytes(StandardCharsets.UTF_8));
        record.headers().add("ce_type", type.getBytes(StandardCharsets.UTF_8));
        producer.send(record);
    }

    private static String json(Object event) {
        try {
            return Gateway.JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
