package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The document for AsyncAPI's tools is written from the code, and is what AsyncAPI says it must be. */
class AsyncApiDocumentTest {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Path DOCUMENT = GoldenEvents.RESOURCES.resolve("asyncapi.json");

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("pasarela.docs.write")) {
            Files.writeString(DOCUMENT, AsyncApiDocument.text());
        }
    }

    @Test
    void theDocumentTellsOfTheTopicsAsTheyAre() throws IOException {
        assertThat(DOCUMENT)
                .as("stale: write it anew with -Dpasarela.docs.write=true")
                .hasContent(AsyncApiDocument.text());
    }

    @Test
    void theDocumentFulfilsTheSchemaOfAsyncApi3() throws IOException {
        assertThat(asyncApi().validate(document())).isEmpty();
    }

    @Test
    void theSchemaOfAsyncApi3RefusesADocumentWithAChannelThatIsNone() throws IOException {
        ObjectNode broken = document();
        ((ObjectNode) broken.path("channels")).put("ramps", "kept 35 days");

        assertThat(asyncApi().validate(broken)).isNotEmpty();
    }

    @Test
    void everyReferenceLeadsSomewhere() throws IOException {
        ObjectNode document = document();
        List<String> targets = new ArrayList<>();
        document.findValues("$ref").forEach(target -> targets.add(target.asText()));

        assertThat(targets)
                .hasSizeGreaterThan(10)
                .allSatisfy(
                        target -> assertThat(document.at(target.substring(1)).isMissingNode())
                                .as(target)
                                .isFalse());
    }

    @Test
    void everyExampleFulfilsItsPayloadAsTheDocumentHasIt() throws IOException {
        ObjectNode document = document();
        List<String> checked = new ArrayList<>();
        for (var message : document.path("components").path("messages").properties()) {
            ObjectNode schema = document.deepCopy();
            schema.put("$ref", message.getValue().at("/payload/$ref").asText());
            JsonSchema payload =
                    JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
            for (JsonNode example : message.getValue().path("examples")) {
                checked.add(example.path("name").asText());
                assertThat(payload.validate(example.path("payload")))
                        .as(example.path("name").asText())
                        .isEmpty();
            }
            assertThat(payload.validate(JSON.createObjectNode()))
                    .as(message.getKey())
                    .isNotEmpty();
        }

        assertThat(checked).containsExactlyInAnyOrderElementsOf(GoldenEvents.names());
    }

    private static ObjectNode document() throws IOException {
        return (ObjectNode) JSON.readTree(Files.readString(DOCUMENT));
    }

    private static JsonSchema asyncApi() throws IOException {
        try (InputStream schema = AsyncApiDocumentTest.class.getResourceAsStream("/asyncapi/asyncapi-3.0.0.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7).getSchema(schema);
        }
    }
}
