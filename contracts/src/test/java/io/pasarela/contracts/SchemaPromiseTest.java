package io.pasarela.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What was released to other teams still holds. */
class SchemaPromiseTest {

    private static final ObjectMapper JSON = Wire.mapper();
    private static final Path RELEASED = Path.of("released", "schemas");
    private static final Path CURRENT = GoldenEvents.RESOURCES.resolve("schemas");

    private static final String EVENT = """
            {"type":"object","required":["ramp","sequence"],
             "properties":{"ramp":{"$ref":"#/$defs/ramp"},"sequence":{"type":"integer"},"kind":{"enum":["A","B"]}},
             "$defs":{"ramp":{"type":"object","required":["id"],
               "properties":{"id":{"type":"string","format":"uuid"},
                 "status":{"type":"string","x-extensible-enum":["CREATED","FAILED"]},
                 "lines":{"type":"array","items":{"type":"object","properties":{"amount":{"type":"string"}}}}}}}}
            """;

    /** A release takes over what is there now. */
    @BeforeAll
    static void release() throws IOException {
        if (Boolean.getBoolean("pasarela.contract.release")) {
            try (Stream<Path> current = Files.list(CURRENT)) {
                for (Path file : current.toList()) {
                    Files.copy(file, RELEASED.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    static Stream<String> releasedSchemas() throws IOException {
        try (Stream<Path> files = Files.list(RELEASED)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("releasedSchemas")
    void nothingThatWasReleasedIsTakenBack(String file) throws IOException {
        assertThat(CURRENT.resolve(file))
                .as("a released type is published for good")
                .exists();

        assertThat(SchemaPromise.broken(read(RELEASED.resolve(file)), read(CURRENT.resolve(file))))
                .as("%s breaks those who read the released one; make a new version of the type instead", file)
                .isEmpty();
    }

    @Test
    void thereIsAReleasedSchemaOfEveryTypeThatIsPublished() throws IOException {
        try (Stream<Path> current = Files.list(CURRENT)) {
            assertThat(current.map(file -> file.getFileName().toString()))
                    .as("not released yet: ./pasarela test -Dpasarela.contract.release=true")
                    .allSatisfy(file -> assertThat(RELEASED.resolve(file)).exists());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"sequence\":{\"type\":\"integer\"}, |  | field sequence was removed",
                "\"id\":{\"type\":\"string\",\"format\":\"uuid\"}, |  | field ramp.id was removed",
                "\"sequence\":{\"type\":\"integer\"} | \"sequence\":{\"type\":\"string\"} | type of sequence was \"integer\" and is \"string\"",
                "\"sequence\":{\"type\":\"integer\"} | \"sequence\":{} | type of sequence was \"integer\" and is gone",
                "\"format\":\"uuid\" | \"format\":\"uri\" | format of ramp.id was \"uuid\" and is \"uri\"",
                "{\"amount\":{\"type\":\"string\"}} | {\"amount\":{\"type\":\"number\"}} | type of ramp.lines[].amount was \"string\" and is \"number\"",
                "{\"amount\":{\"type\":\"string\"}} | {} | field ramp.lines[].amount was removed",
                "[\"A\",\"B\"] | [\"A\"] | the closed list of kind was [\"A\",\"B\"] and is [\"A\"]",
                "[\"A\",\"B\"] | [\"A\",\"B\",\"C\"] | the closed list of kind was [\"A\",\"B\"] and is [\"A\",\"B\",\"C\"]",
                "\"x-extensible-enum\":[\"CREATED\",\"FAILED\"] | \"x-extensible-enum\":[\"CREATED\"] | value \"FAILED\" of ramp.status was removed",
                "\"x-extensible-enum\":[\"CREATED\",\"FAILED\"] | \"enum\":[\"CREATED\",\"FAILED\"] | the values of ramp.status became a closed list: [\"CREATED\",\"FAILED\"]",
                "[\"ramp\",\"sequence\"] | [\"ramp\"] | field \"sequence\" of the event was always there and became optional",
                "\"required\":[\"id\"] | \"required\":[\"id\",\"status\"] | field \"status\" of ramp became required, but events that are already in the topic can lack it",
            })
    void aBrokenPromiseIsToldInASentence(String released, String now, String sentence) throws IOException {
        assertThat(broken(released, now == null ? "" : now)).contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"id\":{\"type\":\"string\",\"format\":\"uuid\"} | \"id\":{\"type\":\"string\",\"format\":\"uuid\"},\"added\":{\"type\":\"string\"}",
                "\"sequence\":{\"type\":\"integer\"} | \"sequence\":{\"type\":\"integer\",\"description\":\"explained\"},\"added\":{\"type\":\"object\"}",
                "[\"CREATED\",\"FAILED\"] | [\"CREATED\",\"FAILED\",\"PAUSED\"]",
            })
    void whatIsAddedBreaksNothing(String released, String now) throws IOException {
        assertThat(broken(released, now)).isEmpty();
    }

    @Test
    void aSharedPartMayMoveAsLongAsItSaysTheSame() throws IOException {
        assertThat(SchemaPromise.broken(JSON.readTree(EVENT), JSON.readTree(EVENT.replace("$defs", "parts"))))
                .isEmpty();
    }

    private static List<String> broken(String released, String now) throws IOException {
        assertThat(EVENT).contains(released);
        return SchemaPromise.broken(JSON.readTree(EVENT), JSON.readTree(EVENT.replace(released, now)));
    }

    private static JsonNode read(Path file) throws IOException {
        return JSON.readTree(Files.readString(file));
    }
}
