package io.pasarela.bench.push;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Changes of one ramp of one user in topic {@code ramps}, as ramp-service would tell them: the golden event with another number each time. */
final class RampChanges implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String GOLDEN =
            "/io/pasarela/contracts/golden/%s.json".formatted(EventTypes.RAMP_STATUS_CHANGED);

    private final KafkaProducer<String, String> producer;
    private final UUID ramp = UUID.randomUUID();
    private final ObjectNode event;
    private int sequence;

    RampChanges(String bootstrap, String client, String user) {
        this.event = golden();
        ((ObjectNode) event.get("ramp"))
                .put("id", ramp.toString())
                .put("client", client)
                .put("userExternalId", user)
                // One that is not over, so that more may follow.
                .put("status", "PAYING_OUT");
        event.put("previousStatus", "CONVERTING");
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap, "linger.ms", 0), new StringSerializer(), new StringSerializer());
        producer.partitionsFor(Topics.RAMPS); // the first message would wait for this
    }

    void publish() {
        event.put("sequence", ++sequence);
        var record = new ProducerRecord<>(Topics.RAMPS, ramp.toString(), event.toString());
        var headers = record.headers();
        headers.add(EventHeaders.ID, UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
        headers.add(EventHeaders.TYPE, EventTypes.RAMP_STATUS_CHANGED.getBytes(StandardCharsets.UTF_8));
        producer.send(record);
    }

    private static ObjectNode golden() {
        try (var in = Objects.requireNonNull(RampChanges.class.getResourceAsStream(GOLDEN), GOLDEN)) {
            return (ObjectNode) JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
