package io.pasarela.operations.doctor;

import io.pasarela.contracts.events.EventHeaders;
import io.pasarela.contracts.events.Topics;
import io.pasarela.operations.kafka.Cluster;
import io.pasarela.operations.kafka.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * A webhook about nothing, signed as the provider signs, through the front door into the topic; and the same with a signature that is wrong. Consumers ignore a
 * kind of event that they do not know.
 */
final class TestDelivery {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(15);
    private static final String WHAT = "signed test delivery";
    private static final String FORGED = "forged delivery refused";

    private final Settings settings;
    private final Http http;
    private final Cluster cluster;
    private final URI deliveries;

    /** @param deliveries where the provider reaches us */
    TestDelivery(Settings settings, Http http, Cluster cluster, URI deliveries) {
        this.settings = settings;
        this.http = http;
        this.cluster = cluster;
        this.deliveries = deliveries;
    }

    static List<Row> skipped(String why) {
        return List.of(Row.skipped(WHAT, why), Row.skipped(FORGED, why));
    }

    List<Row> rows() {
        var keys = ServiceSecrets.webhookKeys(settings);
        if (keys.isEmpty()) {
            return skipped("the provider's key is not to be seen from here");
        }
        String id = ArrivalChecks.OURS + UUID.randomUUID();
        byte[] body = """
                {"id":"%s","event":"DOCTOR","action":"TEST","data":{},"createdAt":"%s","updatedAt":"%2$s","attempts":0}\
                """.formatted(id, Instant.now()).getBytes(StandardCharsets.UTF_8);
        String key = keys.values().iterator().next();
        return List.of(delivered(id, body, key), refused(body, key + "-forged"));
    }

    private Row delivered(String id, byte[] body, String key) {
        try (Consumer<byte[], byte[]> consumer = cluster.consumer()) {
            List<TopicPartition> partitions = Cluster.partitions(consumer, Topics.PROVIDER_WEBHOOKS);
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            int status = deliver(body, key);
            if (status != 200) {
                return Row.failed(
                        WHAT,
                        "answered " + status,
                        status == 401
                                ? "the key or the scheme of webhook-ingest is not the provider's"
                                : "see the log of webhook-ingest, and whether the front door leads to it");
            }
            return isSeen(consumer, id)
                    ? Row.ok(WHAT, "answered 200 and seen in " + Topics.PROVIDER_WEBHOOKS)
                    : Row.failed(
                            WHAT,
                            "answered 200, and not seen in the topic of this cluster within %d s"
                                    .formatted(SEEN_WITHIN.toSeconds()),
                            "the front door leads to another installation, or --bootstrap-servers to another cluster");
        }
    }

    private static boolean isSeen(Consumer<byte[], byte[]> consumer, String id) {
        long deadline = System.nanoTime() + SEEN_WITHIN.toNanos();
        while (System.nanoTime() < deadline) {
            for (var record : consumer.poll(Duration.ofMillis(200))) {
                if (Headers.text(record, EventHeaders.ID).equals(Optional.of(id))) {
                    return true;
                }
            }
        }
        return false;
    }

    private Row refused(byte[] body, String wrongKey) {
        int status = deliver(body, wrongKey);
        return status == 401
                ? Row.ok(FORGED, "answered 401")
                : Row.failed(
                        FORGED,
                        "answered " + status,
                        "take no webhooks until this is 401: anybody could complete ramps");
    }

    private int deliver(byte[] body, String key) {
        return http.post(
                        "front door",
                        URI.create(deliveries + "/webhooks/killb"),
                        new String(body, StandardCharsets.UTF_8),
                        "X-Signature-SHA256",
                        signature(body, key))
                .status();
    }

    private String signature(byte[] body, String key) {
        boolean plain = settings.value(Settings.INGEST, "PASARELA_WEBHOOKS_KILLB_SCHEME")
                .orElse("")
                .equals("killb-sha256");
        byte[] secret = key.getBytes(StandardCharsets.UTF_8);
        try {
            return HexFormat.of().formatHex(plain ? hash(body, secret) : hmac(body, secret));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] hmac(byte[] body, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(body);
    }

    private static byte[] hash(byte[] body, byte[] key) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(body);
        digest.update((byte) '_');
        return digest.digest(key);
    }
}
