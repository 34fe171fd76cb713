import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Knows every ramp and user, from the topics alone: reads both from their beginning at each start, and writes what it knows to a file of JSON lines.
 *
 * <p>Run as {@code java -cp 'libs/*' RampsConsumer.java <bootstrap servers> <ramps topic> <users topic> <state file>}, where {@code libs} holds
 * kafka-clients and jackson-databind.
 */
class RampsConsumer {

    private static final Set<String> TYPES =
            Set.of("io.pasarela.ramp.created.v1", "io.pasarela.ramp.status-changed.v1", "io.pasarela.user.changed.v1");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> known = new LinkedHashMap<>();
    private final String usersTopic;

    RampsConsumer(String usersTopic) {
        this.usersTopic = usersTopic;
    }

    static void main(String[] arguments) throws IOException {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", arguments[0],
                "key.deserializer", StringDeserializer.class,
                "value.deserializer", ByteArrayDeserializer.class);
        RampsConsumer ramps = new RampsConsumer(arguments[2]);
        try (var consumer = new KafkaConsumer<String, byte[]>(settings)) {
            List<TopicPartition> all = new ArrayList<>();
            for (String topic : List.of(arguments[1], arguments[2])) {
                consumer.partitionsFor(topic).forEach(each -> all.add(new TopicPartition(topic, each.partition())));
            }
            consumer.assign(all);
            consumer.seekToBeginning(all);
            while (true) {
                var records = consumer.poll(Duration.ofMillis(500));
                records.forEach(ramps::hear);
                if (!records.isEmpty()) {
                    ramps.write(Path.of(arguments[3]));
                }
            }
        }
    }

    /** Never throws: what cannot be read is put aside, and the partition moves on. */
    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            boolean aboutUser = record.topic().equals(usersTopic);
            if (record.value() == null) {
                if (aboutUser) {
                    known.remove("user:" + record.key());
                }
                return;
            }
            if (TYPES.contains(header(record, "ce_type"))) {
                take(aboutUser ? "user" : "ramp", JSON.readTree(record.value()));
            }
        } catch (IOException | RuntimeException unreadable) {
            // A real consumer keeps the record somewhere. What was in it is nobody's business here.
            System.err.printf("put aside: %s-%d, offset %d%n", record.topic(), record.partition(), record.offset());
        }
    }

    private void take(String subject, JsonNode event) {
        JsonNode snapshot = event.required(subject);
        String id = snapshot.required("id").textValue();
        long sequence = event.required("sequence").longValue();
        ObjectNode before = known.get(subject + ":" + id);
        if (before != null && before.path("sequence").longValue() >= sequence) {
            return; // Repeated or late: the newer snapshot is known already.
        }
        ObjectNode now = JSON.createObjectNode()
                .put(subject, id)
                .put("status", snapshot.required("status").textValue())
                .put("sequence", sequence)
                .put("changes", before == null ? 1 : before.path("changes").intValue() + 1);
        if (subject.equals("ramp")) {
            now.put("fromAmount", amount(snapshot, "fromAmount")).put("toAmount", amount(snapshot, "toAmount"));
        } else {
            now.put("kycLevel", snapshot.required("kycLevel").textValue());
        }
        known.put(subject + ":" + id, now);
    }

    private static String amount(JsonNode ramp, String field) {
        return new BigDecimal(ramp.required(field).textValue()).toPlainString();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private void write(Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.write(fresh, known.values().stream().map(JsonNode::toString).toList());
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
