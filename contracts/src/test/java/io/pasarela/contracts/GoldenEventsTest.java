package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.pasarela.contracts.events.Cause;
import io.pasarela.contracts.events.EventTypes;
import io.pasarela.contracts.events.Outcome;
import io.pasarela.contracts.events.RampDirection;
import io.pasarela.contracts.events.RampEvent;
import io.pasarela.contracts.events.RampReason;
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

    static Stream<String> goldenEvents() throws IOException {
        return GoldenEvents.names().stream();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void aGoldenEventFulfilsTheSchemaOfItsType(String name) throws IOException {
        JsonNode golden = resource("golden", name);

        var faults = schema(GoldenEvents.type(name)).validate(golden);

        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("goldenEvents")
    void theRecordReadsTheGoldenEventAndWritesItBackUnchanged(String name) throws IOException {
        JsonNode golden = resource("golden", name);

        Object event = JSON.treeToValue(golden, RECORDS.get(GoldenEvents.type(name)));

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
    void theGoldenEventsTellOfBothDirectionsAndOfAllThatGoesWrong() throws IOException {
        List<String> told = new ArrayList<>();
        for (String name : GoldenEvents.names()) {
            JsonNode ramp = resource("golden", name).path("ramp");
            told.addAll(List.of(
                    ramp.path("direction").asText(),
                    ramp.path("status").asText(),
                    ramp.path("outcome").asText(),
                    ramp.path("reasonCode").asText(),
                    ramp.path("nextAction").asText()));
        }

        assertThat(told)
                .contains(
                        "ON_RAMP",
                        "OFF_RAMP",
                        "CONFIRMED",
                        "UNCERTAIN",
                        "COMPLETED",
                        "FAILED",
                        "REFUNDED",
                        "ACCOUNT_INVALID",
                        "REQUOTE");
    }

    @ParameterizedTest
    @MethodSource("types")
    void aValueFromTheFutureFulfilsTheSchemaWhereverThereIsAList(String type) throws IOException {
        for (String pointer : List.of("/ramp/status", "/ramp/outcome", "/ramp/direction", "/cause", "/user/status")) {
            ObjectNode newer = (ObjectNode) resource("golden", type);
            String field = pointer.substring(pointer.lastIndexOf('/') + 1);
            if (newer.at(pointer).isTextual()) {
                ((ObjectNode) newer.at(pointer.substring(0, pointer.lastIndexOf('/')))).put(field, "OF_THE_FUTURE");
            }

            assertThat(schema(type).validate(newer)).as(pointer).isEmpty();
        }
    }

    @Test
    void bothSchemasOfARampDescribeTheSameRamp() throws IOException {
        assertThat(resource("schemas", EventTypes.RAMP_CREATED).path("$defs"))
                .isEqualTo(resource("schemas", EventTypes.RAMP_STATUS_CHANGED).path("$defs"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void everyFieldIsDescribed(String type) throws IOException {
        JsonNode schema = resource("schemas", type);

        for (String properties : List.of(
                "/$defs/ramp/properties", "/$defs/depositInstruction/properties", "/properties/user/properties")) {
            assertThat(schema.at(properties).properties())
                    .allSatisfy(field -> assertThat(field.getValue().has("description")
                                    || field.getValue().has("$ref"))
                            .as(field.getKey())
                            .isTrue());
        }
    }

    @Test
    void theSchemaKnowsEveryValue() throws IOException {
        JsonNode schema = resource("schemas", EventTypes.RAMP_STATUS_CHANGED);

        assertThat(known(schema.at("/$defs/status"))).isEqualTo(names(RampStatus.values()));
        assertThat(known(schema.at("/$defs/ramp/properties/outcome"))).isEqualTo(names(Outcome.values()));
        assertThat(known(schema.at("/$defs/ramp/properties/direction"))).isEqualTo(names(RampDirection.values()));
        assertThat(known(schema.at("/$defs/ramp/properties/reasonCode"))).isEqualTo(names(RampReason.values()));
        assertThat(known(schema.at("/$defs/ramp/properties/nextAction")))
                .isEqualTo(names(RampReason.NextAction.values()));
        assertThat(known(schema.at("/properties/cause"))).isEqualTo(names(Cause.values()));
    }

    private static List<String> known(JsonNode openList) {
        List<String> known = new ArrayList<>();
        openList.path("x-extensible-enum").forEach(value -> known.add(value.asText()));
        return known;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
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
