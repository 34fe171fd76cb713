package io.pasarela.system;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.pasarela.system.support.Gateway;
import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a service logs, and to whom it tells errors besides. */
class LogsIT {

    private static final String KEY = "0123456789abcdef0123456789abcdef";

    /** Webhooks cannot be verified, which is an error of ours. */
    private static final String KEY_THAT_IS_OVER =
            IngestService.ACME + "pasarela.webhooks.acme.keys.spring.not-after=2020-01-01T00:00:00Z\n";

    private final RunningSystem system = RunningSystem.get();

    @Test
    void everyLineIsJsonAndAChangeOfARampCarriesItsIdAndItsTrace() throws IOException {
        int before = log().size();
        var user = system.newUser();
        var ramp = system.gateway().ramp(user, "logs-" + user.userId());
        String told = "ramp " + ramp.text("id");

        eventually(() -> assertThat(log().subList(before, log().size())).anyMatch(line -> line.contains(told)));

        List<JsonNode> lines =
                log().subList(before, log().size()).stream().map(LogsIT::json).toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.path("timestamp").asText()).matches("20\\d\\d-.*");
            assertThat(line.path("level").asText()).isNotEmpty();
            assertThat(line.path("message").isTextual()).isTrue();
        });
        assertThat(lines)
                .filteredOn(line -> line.path("message").asText().startsWith(told))
                .isNotEmpty()
                .allSatisfy(line -> {
                    assertThat(line.at("/mdc/rampId").asText()).isEqualTo(ramp.text("id"));
                    assertThat(line.at("/mdc/traceId").asText()).matches("[0-9a-f]{32}");
                });
    }

    @Test
    void anErrorIsToldToSentryOnceADsnSaysWhereItIs() throws IOException {
        List<String> envelopes = new CopyOnWriteArrayList<>();
        HttpServer sentry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sentry.createContext("/api/7/envelope/", exchange -> {
            envelopes.add(text(exchange.getRequestBody()));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        sentry.start();
        String dsn =
                "http://%s@127.0.0.1:%d/7".formatted(KEY, sentry.getAddress().getPort());
        try (var ingest = IngestService.start(system, KEY_THAT_IS_OVER + "quarkus.log.sentry.dsn=" + dsn)) {

            assertThat(ingest.deliver("{\"id\":\"1\"}").statusCode()).isEqualTo(503);

            eventually(() -> assertThat(envelopes)
                    .anySatisfy(envelope -> assertThat(envelope)
                            .contains("no key of acme counts now")
                            .doesNotContain(IngestService.SECRET)));
            assertThat(ingest.log()).as("the DSN opens Sentry").doesNotContain(KEY);
        } finally {
            sentry.stop(0);
        }
    }

    /** Whole lines only: the last one may just be being written. */
    private List<String> log() throws IOException {
        String text = Files.readString(system.sandbox().service("ramp-service").logFile());
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static JsonNode json(String line) {
        try {
            return Gateway.JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String text(InputStream body) throws IOException {
        byte[] bytes = body.readAllBytes();
        boolean packed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
        return new String(
                packed ? new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes() : bytes,
                StandardCharsets.UTF_8);
    }
}
