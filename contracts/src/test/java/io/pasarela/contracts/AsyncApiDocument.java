package io.pasarela.contracts;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.PublishedTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Writes the AsyncAPI 3 document of what other teams may read, from the topics, schemas and golden events of this jar. */
final class AsyncApiDocument {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final String ABOUT =
            "Every change of a ramp and of a user, for other teams to read. CloudEvents 1.0 in Kafka's binary mode: the attributes are headers, the record's value is"
                    + " the JSON of the event. Published at least once, in order per key; ce_id is the same whenever an event comes again, and sequence has no"
                    + " holes. Fields, types and values of open lists (x-extensible-enum) may be added; nothing is removed or retyped within a version. See"
                    + " docs/events.md.";

    private final ObjectNode document = JSON.createObjectNode();
    private final ObjectNode schemas = JSON.createObjectNode();
    private final ObjectNode messages = JSON.createObjectNode();

    private AsyncApiDocument() {}

    /** The whole document as text. */
    static String text() throws IOException {
        var indented = new DefaultPrettyPrinter()
                .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                .withArrayIndenter(new DefaultIndenter("  ", "\n"));
        return JSON.writer(indented).writeValueAsString(new AsyncApiDocument().written()) + "\n";
    }

    private ObjectNode written() throws IOException {
        document.put("asyncapi", "3.0.0");
        document.putObject("info")
                .put("title", "Pasarela events")
                .put("version", "1.0.0")
                .put("description", ABOUT);
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode operations = document.putObject("operations");
        for (PublishedTopic topic : PublishedTopic.values()) {
            channels.set(topic.topic(), channel(topic));
            operations.set("publish-" + topic.topic(), operation(topic));
        }
        ObjectNode components = document.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas);
        components.putObject("messageTraits").set("cloudEvent", trait());
        return document;
    }

    private ObjectNode channel(PublishedTopic topic) throws IOException {
        Duration kept = topic.kept();
        ObjectNode channel = JSON.createObjectNode()
                .put("address", topic.topic())
                .put("title", topic.topic())
                .put(
                        "description",
                        "Key: %s. %s."
                                .formatted(
                                        topic.key(),
                                        kept == null
                                                ? "Compacted: the last record of each key is kept for good"
                                                : "Kept %d days".formatted(kept.toDays())));
        ObjectNode refs = channel.putObject("messages");
        for (String type : topic.types()) {
            refs.set(type, ref("#/components/messages/" + type));
            messages.set(type, message(type, topic));
        }
        ObjectNode kafka = channel.putObject("bindings").putObject("kafka");
        kafka.put("topic", topic.topic());
        ObjectNode configuration = kafka.putObject("topicConfiguration");
        configuration.putArray("cleanup.policy").add(kept == null ? "compact" : "delete");
        if (kept != null) {
            configuration.put("retention.ms", kept.toMillis());
        }
        kafka.put("bindingVersion", "0.5.0");
        return channel;
    }

    private ObjectNode operation(PublishedTopic topic) {
        ObjectNode operation = JSON.createObjectNode()
                .put("action", "send")
                .put("summary", "ramp-service publishes each change once it is saved, from its outbox.");
        operation.set("channel", ref("#/channels/" + topic.topic()));
        ArrayNode refs = operation.putArray("messages");
        topic.types().forEach(type -> refs.add(ref("#/channels/" + topic.topic() + "/messages/" + type)));
        return operation;
    }

    private ObjectNode message(String type, PublishedTopic topic) throws IOException {
        JsonNode schema = resource("schemas", type);
        schema.path("$defs").properties().forEach(shared -> schemas.set(shared.getKey(), portable(shared.getValue())));
        ObjectNode payload = (ObjectNode) portable(schema);
        payload.remove("$defs");
        schemas.set(type, payload);

        ObjectNode message = JSON.createObjectNode()
                .put("name", type)
                .put("title", type)
                .put("summary", schema.path("description").asText())
                .put("contentType", "application/json");
        message.putArray("traits").add(ref("#/components/messageTraits/cloudEvent"));
        message.set("payload", ref("#/components/schemas/" + type));
        ObjectNode kafka = message.putObject("bindings").putObject("kafka");
        kafka.putObject("key").put("type", "string").put("format", "uuid").put("description", topic.key());
        kafka.put("bindingVersion", "0.5.0");
        ArrayNode examples = message.putArray("examples");
        for (String name : GoldenEvents.names()) {
            if (GoldenEvents.type(name).equals(type)) {
                ObjectNode example = examples.addObject().put("name", name);
                example.set("payload", resource("golden", name));
            }
        }
        return message;
    }

    private static ObjectNode trait() {
        ObjectNode trait = JSON.createObjectNode();
        ObjectNode headers = trait.putObject("headers").put("type", "object");
        ArrayNode required = headers.putArray("required");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject(EventHeaders.SPEC_VERSION).put("type", "string").put("const", "1.0");
        properties
                .putObject(EventHeaders.ID)
                .put("type", "string")
                .put("format", "uuid")
                .put("description", "the same whenever the event is delivered again");
        properties
                .putObject(EventHeaders.TYPE)
                .put("type", "string")
                .put("description", "name of the message; skip one that you do not know");
        properties
                .putObject(EventHeaders.SOURCE)
                .put("type", "string")
                .put("format", "uri-reference")
                .put("description", "who published it: " + EventHeaders.RAMP_SERVICE);
        properties
                .putObject(EventHeaders.SUBJECT)
                .put("type", "string")
                .put("format", "uuid")
                .put("description", "same as the key");
        properties
                .putObject(EventHeaders.TIME)
                .put("type", "string")
                .put("format", "date-time")
                .put("description", "when the change was saved");
        properties.properties().forEach(attribute -> required.add(attribute.getKey()));
        properties.putObject(EventHeaders.CONTENT_TYPE).put("type", "string").put("const", "application/json");
        properties
                .putObject(EventHeaders.TRACE_PARENT)
                .put("type", "string")
                .put("pattern", "^[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$")
                .put("description", "W3C trace context, where the change was traced");
        return trait;
    }

    /** As AsyncAPI has schemas: shared parts lie beside, and the dialect is its own. */
    private static JsonNode portable(JsonNode schema) {
        JsonNode copy = schema.deepCopy();
        rewrite(copy);
        return copy;
    }

    private static void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("$schema");
            object.remove("$id");
            JsonNode target = object.path("$ref");
            if (target.isTextual()) {
                object.put("$ref", target.asText().replace("#/$defs/", "#/components/schemas/"));
            }
        }
        node.forEach(AsyncApiDocument::rewrite);
    }

    private static ObjectNode ref(String target) {
        return JSON.createObjectNode().put("$ref", target);
    }

    private static JsonNode resource(String folder, String name) throws IOException {
        return JSON.readTree(
                Files.readString(GoldenEvents.RESOURCES.resolve(folder).resolve(name + ".json")));
    }
}
