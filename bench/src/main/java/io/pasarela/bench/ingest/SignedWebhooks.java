package io.pasarela.bench.ingest;

import io.pasarela.bench.load.Requests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;

/**
 * Webhooks in KillB's form, each with an event id of its own, so that none is taken for a repetition, and correctly signed
 * (HMAC-SHA256 of the raw body in lower-case hex). Only id and signature differ, and only those are kept: 100 bytes each.
 */
final class SignedWebhooks implements Requests {
    private static final int SIGNATURE_BYTES = 64;
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WebhookBody body;
    private final byte[] head;
    private final byte[] ids;
    private final byte[] signatures;

    private SignedWebhooks(WebhookBody body, int count) {
        this.body = body;
        this.head = """
                POST /webhooks/killb HTTP/1.1\r
                Host: 127.0.0.1\r
                User-Agent: killb-webhooks\r
                Content-Type: application/json\r
                Content-Length: %d\r
                %s:\s""".formatted(body.size(), Signature.HEADER).getBytes(StandardCharsets.US_ASCII);
        this.ids = new byte[count * WebhookBody.ID_BYTES];
        this.signatures = new byte[count * SIGNATURE_BYTES];
    }

    static SignedWebhooks prepare(WebhookBody body, byte[] secret, int count, RandomGenerator random) {
        var webhooks = new SignedWebhooks(body, count);
        Mac mac = Signature.macWith(secret);
        for (int i = 0; i < count; i++) {
            byte[] id = ascii(new UUID(random.nextLong(), random.nextLong()).toString());
            mac.update(body.start());
            mac.update(id);
            mac.update(body.middle());
            mac.update(id);
            byte[] signature = ascii(HexFormat.of().formatHex(mac.doFinal(body.end())));
            System.arraycopy(id, 0, webhooks.ids, i * id.length, id.length);
            System.arraycopy(signature, 0, webhooks.signatures, i * signature.length, signature.length);
        }
        return webhooks;
    }

    @Override
    public int count() {
        return signatures.length / SIGNATURE_BYTES;
    }

    @Override
    public int largest() {
        return head.length + SIGNATURE_BYTES + HEAD_END.length + body.size();
    }

    @Override
    public void write(int index, ByteBuffer buffer) {
        int id = index * WebhookBody.ID_BYTES;
        buffer.put(head)
                .put(signatures, index * SIGNATURE_BYTES, SIGNATURE_BYTES)
                .put(HEAD_END)
                .put(body.start())
                .put(ids, id, WebhookBody.ID_BYTES)
                .put(body.middle())
                .put(ids, id, WebhookBody.ID_BYTES)
                .put(body.end());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
