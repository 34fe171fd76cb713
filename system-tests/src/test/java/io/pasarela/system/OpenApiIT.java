package io.pasarela.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.SandboxOptions;
import io.pasarela.system.support.RunningSystem;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each service serves its OpenAPI document, and none takes back what it released. */
class OpenApiIT {

    private static final Path ROOT = SandboxOptions.enclosingCheckout();
    private static final Path RELEASED = ROOT.resolve("contracts/released/openapi");
    private static final Pattern ANSWER = Pattern.compile("^\\| (\\d{3}) ", Pattern.MULTILINE);
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

    private static final String ISSUER = "openIdConnectUrl";

    private final RunningSystem system = RunningSystem.get();

    @ParameterizedTest
    @ValueSource(strings = {"webhook-ingest", "quote-service", "ramp-service", "notification-service"})
    void whatWasReleasedToCallersStillHolds(String service) throws IOException, InterruptedException {
        JsonNode served = served(service);
        Path released = RELEASED.resolve(service + ".json");
        if (Boolean.getBoolean("pasarela.contract.release")) {
            Files.writeString(released, JSON.writeValueAsString(JSON.convertValue(served, Object.class)) + "\n");
        }

        assertThat(served.path("openapi").asText()).startsWith("3.1");
        assertThat(served.path("paths")).isNotEmpty();
        assertThat(released)
                .as("not released yet: ./pasarela test -Dpasarela.contract.release=true")
                .exists();
        assertThat(OpenApiPromise.broken(Files.readString(released), served.toString()))
                .as("%s breaks those who call the released one", service)
                .isEmpty();
    }

    @Test
    void anAmountIsTextThatIsADecimal() throws IOException, InterruptedException {
        for (String amount : List.of(
                served("ramp-service")
                        .at("/components/schemas/RampAnswer/properties/fromAmount")
                        .toString(),
                served("quote-service")
                        .at("/components/schemas/Quotation/properties/toAmount")
                        .toString())) {
            assertThat(amount).contains("Amount").doesNotContain("number");
        }
        assertThat(served("ramp-service").at("/components/schemas/Amount/type").asText())
                .isEqualTo("string");
    }

    @Test
    void theDocumentOfWebhooksHasEveryAnswerThatThePageAboutThemHas() throws IOException, InterruptedException {
        List<String> page = ANSWER.matcher(Files.readString(ROOT.resolve("docs/webhooks.md")))
                .results()
                .map(row -> row.group(1))
                .toList();
        List<String> document = new ArrayList<>();
        served("webhook-ingest")
                .at("/paths/~1webhooks~1{provider}/post/responses")
                .fieldNames()
                .forEachRemaining(document::add);

        assertThat(document).isNotEmpty().containsExactlyElementsOf(page);
    }

    private JsonNode served(String service) throws IOException, InterruptedException {
        URI document = URI.create("http://127.0.0.1:%d/q/openapi?format=json"
                .formatted(system.sandbox().options().ports().of(service)));
        try (HttpClient client = HttpClient.newHttpClient()) {
            JsonNode served = JSON.readTree(
                    client.send(HttpRequest.newBuilder(document).build(), HttpResponse.BodyHandlers.ofString())
                            .body());
            // Where tokens come from is the deployer's, and here another port each time.
            served.findParents(ISSUER).forEach(scheme -> ((ObjectNode) scheme).put(ISSUER, "https://issuer.example"));
            return served;
        }
    }
}
