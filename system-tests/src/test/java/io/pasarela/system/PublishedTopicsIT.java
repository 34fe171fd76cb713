package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pasarela.contracts.Wire;
import io.pasarela.contracts.events.PublishedTopic;
import io.pasarela.sandbox.demo.Demo;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import io.pasarela.system.support.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the AsyncAPI document says of the topics is what stands in Kafka. */
class PublishedTopicsIT {

    private final RunningSystem system = RunningSystem.get();

    @ParameterizedTest
    @EnumSource
    void theTopicIsKeptAsTheDocumentSays(PublishedTopic topic)
            throws IOException, ExecutionException, InterruptedException {
        JsonNode documented = document().at("/channels/" + topic.topic() + "/bindings/kafka/topicConfiguration");
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.topic());
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", system.sandbox().kafkaBootstrap()))) {
            var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);

            assertThat(config.get("cleanup.policy").value())
                    .isEqualTo(documented.path("cleanup.policy").path(0).asText());
            if (documented.has("retention.ms")) {
                assertThat(config.get("retention.ms").value())
                        .isEqualTo(documented.path("retention.ms").asText());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyRecordHasTheHeadersAndTheKeyAndTheDataThatTheDocumentSays(PublishedTopic topic) throws IOException {
        Demo user = system.newUser();
        var ramp = system.gateway().ramp(user, "published-" + user.userId());
        String key = topic == PublishedTopic.RAMPS ? ramp.text("id") : user.userId();
        eventually(() -> assertThat(Topic.of(system.sandbox().kafkaBootstrap(), topic.topic(), key))
                .isNotEmpty());

        for (var record : Topic.of(system.sandbox().kafkaBootstrap(), topic.topic(), key)) {
            String type = Topic.header(record, "ce_type");
            ObjectNode headers = headers(record);

            assertThat(topic.types()).contains(type);
            assertThat(faults("/components/messageTraits/cloudEvent/headers", headers))
                    .isEmpty();
            assertThat(faults("/components/schemas/" + type, Gateway.JSON.readTree(record.value())))
                    .isEmpty();
            assertThat(headers.path("ce_subject").asText()).isEqualTo(key);
            assertThat(headers.path("content-type").asText()).isEqualTo("application/json");
        }
    }

    private static ObjectNode headers(ConsumerRecord<String, String> record) {
        ObjectNode headers = Gateway.JSON.createObjectNode();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static java.util.Set<?> faults(String pointer, JsonNode told) throws IOException {
        ObjectNode schema = document();
        schema.put("$ref", "#" + pointer);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
                .getSchema(schema)
                .validate(told);
    }

    private static ObjectNode document() throws IOException {
        try (InputStream document = Wire.class.getResourceAsStream("asyncapi.json")) {
            return (ObjectNode) Gateway.JSON.readTree(document);
        }
    }
}
