package io.pasarela.ramp.intake;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.contracts.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FingerprintTest {

    private static final String SECRET = "a secret that only this test has";
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
        RampRequest request = new RampRequest("q", "u", "a", "order-1", null);
        Fingerprint fingerprint = Fingerprint.of(request, List.of(SECRET));

        assertThat(fingerprint.isOf("0d6a9826cdd12dde85b74815fccee3b0a78e48602075292b6e29524bace45ffd"::equals))
                .isTrue();
        assertThat(fingerprint.kept()).isEqualTo("1259c27a4d59f4ac5cdbc7bb5adb206cd2063b9a234316ac8e2b5e810044ff6c");
    }

    @Test
    void aSecretThatWasReplacedIsStillRecognisedAndNoLongerUsed() {
        RampRequest request = new RampRequest("q", "u", "a", "order-1", null);
        Fingerprint before = Fingerprint.of(request, List.of("the one before"));

        Fingerprint now = Fingerprint.of(request, List.of(SECRET, "the one before"));

        assertThat(now.isOf(before.kept()::equals)).isTrue();
        assertThat(now.kept()).isNotEqualTo(before.kept());
        assertThat(Fingerprint.of(request, List.of(SECRET)).isOf(before.kept()::equals))
                .isFalse();
    }

    @Test
    void anotherClabeIsAnotherRequestAndCannotBeGuessedFromTheDatabase() {
        RampRequest one = refundedTo("646180157000000004");
        RampRequest other = refundedTo("002115016003269411");

        assertThat(of(one)).isNotEqualTo(of(other));
        assertThat(Fingerprint.of(one, List.of(SECRET)).kept())
                .isNotEqualTo(Fingerprint.of(one, List.of("another secret")).kept());
        assertThat(one.toString()).doesNotContain("646180157000000004").doesNotContain("Ana");
    }

    private static RampRequest refundedTo(String clabe) {
        return new RampRequest("q", "u", "a", "order-1", new RefundInstructions(clabe, "Ana", null));
    }

    private static String of(String json) throws Exception {
        return of(JSON.readTree(json));
    }

    private static String of(Object request) {
        return Fingerprint.of(request, List.of(SECRET)).kept();
    }
}
