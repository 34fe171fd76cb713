package io.pasarela.system.quote;

import static org.assertj.core.api.Assertions.assertThat;

import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.RunningSystem;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a stranger writes: a problem document that repeats little of it, and nothing at the provider. */
class HostileQuotationIT {

    private static final String GOOD =
            "{\"fromCurrency\":\"MXN\",\"toCurrency\":\"USDC\",\"amount\":\"1500.00\",\"cashInMethod\":\"SPEI\",\"cashOutMethod\":\"POLYGON\"}";

    private final RunningSystem system = RunningSystem.get();
    private final Gateway gateway = system.gateway();

    static Stream<String> amounts() {
        return Stream.of(
                "1e999999",
                "1E-999999999",
                "1e99999999999",
                "-1E-99999999999",
                "0e99999999999",
                "-0",
                "NaN",
                "Infinity",
                "\"1e999999\"",
                "\"NaN\"",
                "\"-Infinity\"",
                "\"0x10\"",
                "\"１５００\"",
                "\"١٥٠٠\"",
                "\"1,500\"",
                "\"1500.00\\u0000\"",
                "\"15\\n00\"",
                "\"+1500\"",
                "\" 1500\"",
                "\"" + "9".repeat(60_000) + "\"",
                "9".repeat(90),
                "9".repeat(60_000),
                "0." + "0".repeat(60_000) + "1",
                "{}",
                "[]",
                "true",
                "null",
                "\"\\ud800\"");
    }

    @ParameterizedTest
    @MethodSource("amounts")
    void whatIsNoAmountIsRefused(String amount) {
        assertRefused(GOOD.replace("\"1500.00\"", amount));
    }

    @Test
    void whatIsNoAmountSpoilsNoOtherEntryOfItsBatch() {
        for (String amount : amounts().filter(it -> it.length() < 1_000).toList()) {
            var answer = gateway.post(
                    "/api/v2/quotations/batch",
                    "{\"simulation\":true,\"quotations\":[%s,%s]}"
                            .formatted(GOOD.replace("\"1500.00\"", amount), GOOD));

            if (answer.status() == 400) {
                // Not a number to the parser: either no JSON, or a field that is named.
                assertThat(answer.text("code")).as(amount).isIn("MALFORMED_JSON", "INVALID_REQUEST");
                assertThat(answer.text("code").equals("MALFORMED_JSON")
                                || answer.body().path("errors").size() > 0)
                        .as("%s: %s", amount, answer.body())
                        .isTrue();
                continue;
            }
            assertThat(answer.status()).as(amount).isEqualTo(200);
            assertThat(answer.body().at("/quotations/0/problem/status").asInt())
                    .as(amount)
                    .isEqualTo(400);
            assertThat(answer.body().at("/quotations/1/status").asText())
                    .as(amount)
                    .isEqualTo("QUOTED");
        }
    }

    static Stream<String> bodies() {
        return Stream.of(
                "[".repeat(30_000),
                "{\"a\":".repeat(12_000),
                GOOD.replace("\"SPEI\"", "[".repeat(1_000) + "]".repeat(1_000)),
                GOOD.replace("}", ",\"amount\":\"1\"}"),
                GOOD.replace("}", ",\"" + "x".repeat(40_000) + "\":1}"),
                GOOD.replace("}", ",\"\\u001b[31m\":1}"),
                GOOD.replace("MXN", "mxn"),
                GOOD.replace("MXN", "ＭＸＮ"),
                GOOD.replace("MXN", "M\\u0000XN"),
                GOOD.replace("\"MXN\"", "5"),
                GOOD.replace("SPEI", "SPEI\\r\\nX-Evil: 1"),
                GOOD.replace("SPEI", "S".repeat(50_000)),
                GOOD.replace("}", ",\"amountIsToCurrency\":1}"),
                GOOD.replace("}", ",\"amountIsToCurrency\":\"true\"}"),
                GOOD.replace("}", ",\"minValiditySeconds\":1e9}"),
                GOOD.replace("}", ",\"userId\":\"../../etc\"}"),
                GOOD + GOOD,
                "\u0000".repeat(100),
                "\ufeff",
                "nul");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void whatIsNoRequestIsRefused(String body) {
        assertRefused(body);
    }

    @ParameterizedTest
    @ValueSource(ints = {100_000, 10_000_000})
    void whatIsTooLargeIsRefusedUnread(int size) {
        byte[] body = GOOD.replace("1500.00", "9".repeat(size)).getBytes(StandardCharsets.UTF_8);

        var answer = gateway.send(posted(HttpRequest.BodyPublishers.ofByteArray(body)));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void whatTurnsOutToBeTooLargeIsRefusedToo() {
        byte[] body = GOOD.replace("1500.00", "9".repeat(100_000)).getBytes(StandardCharsets.UTF_8);

        var answer =
                gateway.send(posted(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))));

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void nothingHostileReachesTheProvider() {
        long before = system.simulator().quotationsGiven();

        Stream.concat(amounts().map(amount -> GOOD.replace("\"1500.00\"", amount)), bodies())
                .parallel()
                .forEach(this::assertRefused);

        assertThat(system.simulator().quotationsGiven()).isEqualTo(before);
        assertThat(gateway.post("/api/v2/quotations", GOOD).status()).isEqualTo(201);
    }

    private HttpRequest.Builder posted(HttpRequest.BodyPublisher body) {
        return gateway.request("/api/v2/quotations")
                .header("Content-Type", "application/json")
                .POST(body);
    }

    private void assertRefused(String body) {
        var answer = gateway.post("/api/v2/quotations", body);

        String told = answer.body().toString();
        assertThat(answer.status()).as(told).isEqualTo(400);
        assertThat(answer.text("code")).isIn("INVALID_REQUEST", "MALFORMED_JSON");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(told).hasSizeLessThan(2_500).doesNotContain("\u001b").doesNotContain("io.pasarela");
    }
}
