package io.pasarela.ramp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static final ObjectMapper JSON = Wire.mapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"b\":2} | {\"b\":2,\"a\":1}",
                "{\"a\":{\"x\":1,\"y\":[1,2]}} |  { \"a\" : { \"y\" : [ 1, 2 ], \"x\" : 1 } }",
                "{\"name\":\"Jos\u00e9\"} | {\"name\":\"Jos\\u00e9\"}"
            })
    void orderOfKeysBlanksAndEscapesMakeNoDifference(String one, String other) throws Exception {
        assertThat(of(one)).isEqualTo(of(other));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":[1,2]} | {\"a\":[2,1]}",
                "{\"a\":\"1\"} | {\"a\":1}",
                "{\"a\":0.1000000000000000055511151231257827} | {\"a\":0.1}",
                "{\"a\":1} | {\"a\":1,\"b\":1}",
                "{\"name\":\"Jos\\u00e9\"} | {\"name\":\"Jose\\u0301\"}"
            })
    void whateverElseDiffersIsAnotherRequest(String one, String other) throws Exception {
        assertThat(of(one)).isNotEqualTo(of(other));
    }

    /** Kept for good: a new field of the request must not make a stranger of yesterday's. */
    @Test
    void aRampsFingerprintIsWhatItAlwaysWas() {
        RampRequest request = new RampRequest("q", "u", "a", "order-1");

        assertThat(Fingerprint.of(request))
                .isEqualTo("0d6a9826cdd12dde85b74815fccee3b0a78e48602075292b6e29524bace45ffd");
    }

    private static String of(String json) throws Exception {
        return Fingerprint.of(JSON.readTree(json));
    }
}
