package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampStatus;
import io.pasarela.contracts.events.UserEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The records, the schemas and the golden files are three tellings of one contract. */
class GoldenEventsTest {

    private static final ObjectMapper JSON = Wire.mapper();

    private static final Map<String, Class<?>> RECORDS = Map.of(
            EventTypes.RAMP_CREATED, RampEvent.class,
            EventTypes.RAMP_STATUS_CHANGED, RampEvent.class,
            EventTypes.USER_CHANGED, UserEvent.class);

    static Stream<String> types() {
        return RECORDS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theGoldenEventFulfilsItsSchema(String type) throws IOException {
        JsonNode golden = resource("golden", type);

        var faults = schema(type).validate(golden);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void theRecordReadsTheGoldenEventAndWritesItBackUnchanged(String type) throws IOException {
        JsonNode golden = resource("golden", type);

        Object event = JSON.treeToValue(golden, RECORDS.get(type));

        assertThat(JSON.readTree(JSON.writeValueAsBytes(event))).isEqualTo(golden);
    }

    @ParameterizedTest
    @MethodSource("types")
    void theSchemaRefusesAnEventWithoutOneOfItsRequiredFields(String type) throws IOException {
        ObjectNode broken = (ObjectNode) resource("golden", type);
        broken.remove("sequence");

        var faults = schema(type).validate(broken);

        assertThat(faults).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("types")
    void aFieldFromTheFutureIsTolerated(String type) throws IOException {
        ObjectNode newer = (ObjectNode) resource("golden", type);
        newer.put("addedInTheFuture", true);

        Object event = JSON.treeToValue(newer, RECORDS.get(type));

        assertThat(event).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyComponentOfTheSnapshotStandsInTheSchema(String type) throws IOException {
        String subject = RECORDS.get(type) == RampEvent.class ? "ramp" : "user";
        JsonNode schema = resource("schemas", type);
        JsonNode properties =
                subject.equals("ramp") ? schema.at("/$defs/ramp/properties") : schema.at("/properties/user/properties");
        Class<?> snapshot = RECORDS.get(type).getRecordComponents()[0].getType();

        List<String> described = new ArrayList<>();
        properties.fieldNames().forEachRemaining(described::add);

        assertThat(described)
                .containsExactlyElementsOf(Arrays.stream(snapshot.getRecordComponents())
                        .map(component -> component.getName())
                        .toList());
    }

    @Test
    void theSchemaKnowsEveryStatus() throws IOException {
        List<String> described = new ArrayList<>();
        resource("schemas", EventTypes.RAMP_STATUS_CHANGED)
                .at("/$defs/status/enum")
                .forEach(s -> described.add(s.asText()));

        assertThat(described)
                .containsExactlyElementsOf(
                        Arrays.stream(RampStatus.values()).map(Enum::name).toList());
    }

    private static JsonSchema schema(String type) throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(resource("schemas", type));
    }

    private static JsonNode resource(String folder, String type) throws IOException {
        try (InputStream file = Wire.class.getResourceAsStream(folder + "/" + type + ".json")) {
            return JSON.readTree(file);
        }
    }
}
