package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The gate for OpenAPI documents lets additions through and names what breaks. */
class OpenApiPromiseTest {

    private static final String RELEASED = """
            {"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{
              "/ramps":{"post":{"operationId":"a",
                "parameters":[{"name":"wait","in":"query","required":false,"schema":{"type":"string"}}],
                "requestBody":{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Request"}}}},
                "responses":{"200":{"description":"ok","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Ramp"}}}}}}},
              "/banks":{"get":{"operationId":"b","responses":{"200":{"description":"ok"}}}}},
             "components":{"schemas":{
               "Request":{"type":"object","required":["quotationId"],
                 "properties":{"quotationId":{"type":"string"},"note":{"type":"string"}}},
               "Ramp":{"type":"object","required":["id","amount"],
                 "properties":{"id":{"type":"string","format":"uuid"},"amount":{"type":"string"},
                   "status":{"type":"string","enum":["CREATED","FAILED"]},"proof":{"type":["string","null"]},
                   "lines":{"type":"array","items":{"type":"object","properties":{"bank":{"type":"string"}}}}}}}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"/banks\": | \"/bank\": | GET /banks was removed",
                "\"amount\":{\"type\":\"string\"}, |  | Deleted property amount",
                "\"amount\":{\"type\":\"string\"} | \"amount\":{\"type\":\"number\"} | Changed property amount (string - number)",
                "\"bank\":{\"type\":\"string\"} | \"bank\":{\"type\":\"boolean\"} | bank (string - boolean)",
                "\"type\":[\"string\",\"null\"] | \"type\":[\"integer\",\"null\"] | proof (string - integer)",
                "\"note\":{\"type\":\"string\"} | \"note\":{\"type\":\"integer\"} | note (string - integer)",
                "[\"quotationId\"] | [\"quotationId\",\"note\"] | New required properties: - note",
                "[\"id\",\"amount\"] | [\"id\"] | New optional properties: - amount",
                "\"required\":false | \"required\":true | wait",
            })
    void whatBreaksACallerIsNamed(String released, String now, String named) throws IOException {
        assertThat(broken(released, now == null ? "" : now))
                .singleElement()
                .asString()
                .contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"amount\":{\"type\":\"string\"} | \"amount\":{\"type\":\"string\"},\"added\":{\"type\":\"string\"}",
                "\"note\":{\"type\":\"string\"} | \"note\":{\"type\":\"string\"},\"added\":{\"type\":\"string\"}",
                "[\"CREATED\",\"FAILED\"] | [\"CREATED\",\"FAILED\",\"PAUSED\"]",
                "\"/banks\": | \"/pairs\":{\"get\":{\"operationId\":\"c\",\"responses\":{\"200\":{\"description\":\"ok\"}}}},\"/banks\":",
            })
    void whatIsAddedBreaksNobody(String released, String now) throws IOException {
        assertThat(broken(released, now)).isEmpty();
    }

    @Test
    void aDocumentThatSaysTheSameBreaksNobody() throws IOException {
        assertThat(OpenApiPromise.broken(RELEASED, RELEASED)).isEmpty();
    }

    private static List<String> broken(String released, String now) throws IOException {
        assertThat(RELEASED).contains(released);
        return OpenApiPromise.broken(RELEASED, RELEASED.replace(released, now));
    }
}
