package io.pasarela.ramp.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.gateway.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "\"order-1\",order-1",
                "order-1,order-1",
                "\"8e03978e-40d5-43dd-bc93-6894a57f9324\",8e03978e-40d5-43dd-bc93-6894a57f9324",
                "\"a \\\"quoted\\\" \\\\ word\",a \"quoted\" \\ word"
            })
    void aQuotedStringAndABareValueAreTheExternalId(String header, String externalId) {
        assertThat(IdempotencyKey.externalId(List.of(header), null)).isEqualTo(externalId);
        assertThat(IdempotencyKey.externalId(List.of(header), externalId)).isEqualTo(externalId);
    }

    @Test
    void withoutAHeaderTheBodyDecides() {
        assertThat(IdempotencyKey.externalId(List.of(), "order-1")).isEqualTo("order-1");
        assertThat(IdempotencyKey.externalId(List.of(), null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"order-1", "\"order\"-1\"", "\"order-1\\\"", "\"\\x\"", "\"\u00f1\""})
    void aStringThatIsNotOneIsRefused(String header) {
        assertRefused(List.of(header), null, "UNREADABLE");
    }

    @Test
    void twoHeadersOrTwoValuesAreRefused() {
        assertRefused(List.of("\"a\"", "\"a\""), null, "REPEATED");
        assertRefused(List.of("\"a\""), "b", "DIFFERENT");
    }

    @Test
    void theHeaderBecomesTheExternalIdOfABodyWithoutOne() throws Exception {
        ObjectNode request = (ObjectNode) JSON.readTree("{\"type\":\"PERSON\"}");

        ObjectNode meant = IdempotencyKey.into(request, List.of("\"ana\""));

        assertThat(meant).isEqualTo(JSON.readTree("{\"type\":\"PERSON\",\"externalId\":\"ana\"}"));
        assertThat(IdempotencyKey.into(request, List.of())).isEqualTo(request);
    }

    private static void assertRefused(List<String> headers, String stated, String code) {
        assertThatThrownBy(() -> IdempotencyKey.externalId(headers, stated))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.faults())
                                .extracting(Fault::code)
                                .containsExactly(code));
    }
}
