package io.pasarela.providers.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.providers.webhook.Verdict.Forged;
import io.pasarela.providers.webhook.Verdict.Genuine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Webhooks that vendors' own JavaScript SDKs signed; the file names each SDK and its version. */
class VendorSamplesTest {

    /** One request as an SDK makes it, with what is known about it. */
    record Sample(String title, String scheme, String key, long at, List<String> headers, String body) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Sample> samples() throws IOException {
        try (var file = VendorSamplesTest.class.getResourceAsStream("/vectors/vendor-sdks.json")) {
            JsonNode samples = new ObjectMapper().readTree(file).get("samples");
            return StreamSupport.stream(samples.spliterator(), false).map(VendorSamplesTest::sample);
        }
    }

    private static Sample sample(JsonNode node) {
        List<String> headers = new ArrayList<>();
        node.get("headers")
                .properties()
                .forEach(header -> headers.addAll(
                        List.of(header.getKey(), header.getValue().asText())));
        return new Sample(
                node.get("sdk").asText() + ", " + node.get("name").asText(),
                node.get("scheme").asText(),
                node.get("key").asText(),
                node.get("at").asLong(),
                headers,
                node.get("body").asText().repeat(node.path("times").asInt(1)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whatAVendorsSdkSignsIsGenuine(Sample sample) {
        assertThat(verdict(sample, sample.body())).isInstanceOf(Genuine.class);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theSameSignatureUnderAnotherBodyIsAForgery(Sample sample) {
        String other = sample.scheme().equals("adyen")
                ? sample.body().replace("\"value\":", "\"value\":1")
                : "[" + sample.body() + "]";
        assertThat(verdict(sample, other)).isInstanceOf(Forged.class);
    }

    private static Verdict verdict(Sample sample, String body) {
        WebhookScheme scheme = Schemes.named(sample.scheme());
        var webhook = Schemes.webhook(body, sample.headers().toArray(String[]::new));
        return scheme.verify(webhook, Schemes.keys(scheme, sample.key()), Schemes.at(sample.at()));
    }
}
