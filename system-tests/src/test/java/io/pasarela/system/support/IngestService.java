package io.pasarela.system.support;

import io.pasarela.sandbox.process.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A webhook-ingest with settings of a test's own, on the Kafka and Redis of the running system. */
public final class IngestService implements AutoCloseable {

    /** The secret of provider {@code acme}. */
    public static final String SECRET = "acme-0123456789-abcdefghij";

    /** A provider that is configuration only: an HMAC over the body, an id in the body, nothing ready-made. */
    public static final String ACME = """
            pasarela.webhook-schemes.acme.signature.header=X-Acme-Signature
            pasarela.webhook-schemes.acme.signature.algorithm=HMAC_SHA256
            pasarela.webhook-schemes.acme.signature.key-format=TEXT
            pasarela.webhook-schemes.acme.signature.encoding=HEX
            pasarela.webhook-schemes.acme.event.id={json:/id}
            pasarela.webhook-schemes.acme.event.type={json:/type}
            pasarela.webhook-schemes.acme.event.resource={json:/order}
            pasarela.webhook-schemes.acme.event.time={json:/at}
            pasarela.webhooks.acme.scheme=acme
            pasarela.webhooks.acme.keys.spring.value=%s
            """.formatted(SECRET);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Replica replica;

    private IngestService(Replica replica) {
        this.replica = replica;
    }

    /** @param properties what a deployer would write into {@code config/application.properties} */
    public static IngestService start(RunningSystem system, String properties) {
        return new IngestService(Replica.start(
                        "webhook-ingest",
                        Map.of(
                                "QUARKUS_REDIS_HOSTS",
                                "redis://127.0.0.1:" + system.sandbox().redisPort(),
                                "KAFKA_BOOTSTRAP_SERVERS",
                                system.sandbox().kafkaBootstrap()),
                        properties)
                .awaitReady());
    }

    public int port() {
        return replica.port();
    }

    /** The process. */
    public Part part() {
        return replica.part();
    }

    /** Everything that it has logged. */
    public String log() {
        return replica.log();
    }

    /** Delivers a genuine webhook of {@code acme}. */
    public HttpResponse<String> deliver(String body) {
        return post("acme", body, "X-Acme-Signature", hmac(SECRET, body));
    }

    public HttpResponse<String> post(String provider, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(replica.uri().resolve("/webhooks/" + provider))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** All metrics, as Prometheus reads them. */
    public String metrics() {
        return replica.metrics();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public static String hmac(String secret, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        replica.close();
        client.close();
    }
}
