package io.pasarela.system.ingest;

import static io.pasarela.system.support.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pasarela.system.support.IngestService;
import io.pasarela.system.support.RunningSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a stranger may send, and what it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileRequestIT {

    private static final String HEAD = "POST /webhooks/acme HTTP/1.1\r\nHost: localhost\r\n";

    private final RunningSystem system = RunningSystem.get();
    private IngestService ingest;

    @BeforeAll
    void start() {
        ingest = IngestService.start(system, IngestService.ACME + """
                pasarela.ingest.body-within=1S
                pasarela.ingest.idle-timeout=3S
                pasarela.webhooks.stamped.scheme=stripe
                pasarela.webhooks.stamped.keys.k.value=%s
                """.formatted(IngestService.SECRET));
    }

    @AfterAll
    void stop() {
        ingest.close();
    }

    @Test
    void everyFailedVerificationGetsOneAnswerAfterOneTime() {
        String body = "{\"id\":\"evt_1\"}";
        long stale = System.currentTimeMillis() / 1000 - 3_600;
        Map<String, Supplier<HttpResponse<String>>> forgeries = Map.of(
                "no signature", () -> ingest.post("stamped", body),
                "a wrong one", () -> ingest.post("stamped", body, "Stripe-Signature", "t=1,v1=" + "ab".repeat(32)),
                "no time", () -> ingest.post("stamped", body, "Stripe-Signature", "v1=" + "ab".repeat(32)),
                "an unknown version", () -> ingest.post("stamped", body, "Stripe-Signature", "t=1,v9=ab"),
                "an endless header", () -> ingest.post("stamped", body, "Stripe-Signature", "a".repeat(6_000)),
                "a right one, long ago",
                        () -> ingest.post(
                                "stamped",
                                body,
                                "Stripe-Signature",
                                "t=%d,v1=%s"
                                        .formatted(
                                                stale, IngestService.hmac(IngestService.SECRET, stale + "." + body))),
                "a large body", () -> ingest.post("stamped", "x".repeat(900_000), "Stripe-Signature", "t=1,v1=ab"));
        var medians = new TreeMap<String, Long>();
        forgeries.forEach((name, forgery) -> {
            List<Long> millis = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                long started = System.nanoTime();
                HttpResponse<String> answer = forgery.get();
                millis.add((System.nanoTime() - started) / 1_000_000);
                assertThat(answer.statusCode()).as(name).isEqualTo(401);
                assertThat(answer.body())
                        .as(name)
                        .isEqualTo(
                                "{\"type\":\"urn:pasarela:problem:signature-invalid\",\"status\":401,\"code\":\"SIGNATURE_INVALID\",\"detail\":\"The webhook's signature could not be verified.\",\"retryable\":false}");
            }
            millis.sort(null);
            medians.put(name, millis.get(millis.size() / 2));
        });
        // The answer waits for its moment, whatever was found, and whenever: never sooner than that.
        assertThat(medians).allSatisfy((_, median) -> assertThat(median).isGreaterThanOrEqualTo(19));
    }

    @Test
    void theReasonIsInTheLogAndTheMetricsAndNothingSecretIs() {
        ingest.post("acme", "{\"card\":\"4111\"}", "X-Acme-Signature", "00".repeat(32));

        eventually(() -> assertThat(ingest.metrics())
                .contains("pasarela_security_events_total{provider=\"acme\",reason=\"SIGNATURE_WRONG\"}"));
        assertThat(ingest.log())
                .contains("\"security.reason\":\"SIGNATURE_WRONG\"", "\"security.address\":\"127.0.0.1\"")
                .doesNotContain(IngestService.SECRET, "4111", "00".repeat(32));
    }

    @Test
    void anUnknownProviderIsNotFoundAndNobodyReadsByGet() throws IOException {
        assertThat(ingest.post("nobody", "{}").statusCode()).isEqualTo(404);
        assertThat(raw("GET /webhooks/acme HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 405")
                .containsIgnoringCase("allow: POST");
    }

    @Test
    void aBodyThatSaysItIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        assertThat(raw(HEAD + "Content-Length: 1048577\r\n\r\n")).startsWith("HTTP/1.1 413");
        assertThat(raw(HEAD + "Content-Length: 999999999999999999999\r\n\r\n")).startsWith("HTTP/1.1 4");
    }

    @Test
    void aBodyOfExactlyTheLimitIsTaken() {
        String id = "large-" + System.nanoTime();
        String body = "{\"id\":\"%s\",\"pad\":\"".formatted(id);
        String large = body + "x".repeat(1_048_576 - body.length() - 2) + "\"}";
        assertThat(ingest.deliver(large).statusCode()).isEqualTo(200);
    }

    @Test
    void aChunkedBodyIsReadUpToTheLimitAndNoFurther() throws IOException {
        String chunk = "10000\r\n" + "x".repeat(65_536) + "\r\n";
        assertThat(raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17)))
                .startsWith("HTTP/1.1 413");

        String body = "{\"id\":\"chunked-%s\"}".formatted(System.nanoTime());
        assertThat(raw(HEAD
                        + "Transfer-Encoding: chunked\r\nConnection: close\r\nX-Acme-Signature: %s\r\n\r\n5\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n"
                                .formatted(
                                        IngestService.hmac(IngestService.SECRET, body),
                                        body.substring(0, 5),
                                        body.length() - 5,
                                        body.substring(5))))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyInCountlessPiecesTakesNoMoreMemoryThanAnAddressMay() throws IOException {
        assertThat(raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(70_000)))
                .startsWith("HTTP/1.1 503");
    }

    @Test
    void aCompressedBodyIsNotUnpackedForAStranger() throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(zipped)) {
            gzip.write(new byte[100_000]);
        }
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write((HEAD + "Content-Encoding: gzip\r\nContent-Length: " + zipped.size() + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(zipped.toByteArray());
            assertThat(read(socket)).startsWith("HTTP/1.1 415").containsIgnoringCase("accept-encoding: identity");
        }
    }

    @Test
    void aBodyThatDripsInIsCutOff() throws IOException {
        assertThat(raw(HEAD + "Content-Length: 100\r\n\r\n{\"id\":")).startsWith("HTTP/1.1 408");
    }

    @Test
    void aBodyThatStopsHalfWayLeavesNothingBehind() throws IOException {
        String before = count("not_read");
        try (var socket = connect()) {
            socket.getOutputStream()
                    .write((HEAD + "Content-Length: 100\r\n\r\n{\"id\":").getBytes(StandardCharsets.US_ASCII));
            socket.setSoLinger(true, 0);
        }
        eventually(() -> assertThat(count("not_read")).isNotEqualTo(before));
        assertThat(ingest.deliver("{\"id\":\"after-%s\"}".formatted(System.nanoTime()))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void hundredsOfSlowSendersKeepNobodyOut() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                Socket socket = connect();
                slow.add(socket);
                socket.getOutputStream()
                        .write((HEAD + "Content-Length: 1000000\r\n\r\n" + "x".repeat(20_000))
                                .getBytes(StandardCharsets.US_ASCII));
            }
            assertThat(ingest.deliver("{\"id\":\"beside-%s\"}".formatted(System.nanoTime()))
                            .statusCode())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void whoDripsHeadersWithoutEndIsHungUpOn() throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(HEAD.getBytes(StandardCharsets.US_ASCII));
            eventually(Duration.ofSeconds(8), () -> {
                // Never silent for long, and never through.
                assertThatThrownBy(() -> {
                            socket.getOutputStream().write("X-Drip: 1\r\n".getBytes(StandardCharsets.US_ASCII));
                            socket.getOutputStream().flush();
                        })
                        .isInstanceOf(IOException.class);
            });
        }
    }

    private String count(String outcome) {
        return ingest.metrics()
                .lines()
                .filter(line -> line.startsWith("pasarela_webhooks_total") && line.contains("\"" + outcome + "\""))
                .findFirst()
                .orElse("");
    }

    private String raw(String request) throws IOException {
        try (var socket = connect()) {
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException _) {
                // Hung up on before all was sent; the answer is there all the same.
            }
            return read(socket);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), ingest.port());
        socket.setSoTimeout((int) Duration.ofSeconds(10).toMillis());
        return socket;
    }

    private static String read(Socket socket) throws IOException {
        var answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            int length = socket.getInputStream().read(buffer);
            while (length > 0) {
                answer.write(buffer, 0, length);
                length = socket.getInputStream().read(buffer);
            }
        } catch (IOException _) {
            // Reset after the answer.
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }
}
