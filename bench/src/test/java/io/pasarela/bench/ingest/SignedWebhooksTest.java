package io.pasarela.bench.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignedWebhooksTest {
    private static final byte[] SECRET = "a secret".getBytes(StandardCharsets.UTF_8);

    private final SplittableRandom random = new SplittableRandom(1);
    private final SignedWebhooks webhooks =
            SignedWebhooks.prepare(WebhookBody.ofSize(1_024, random), SECRET, 50, random);

    @Test
    void everyBodyIsAWebhookOfTheWantedSize() {
        for (int i = 0; i < webhooks.count(); i++) {
            String body = parts(i)[1];

            assertThat(body).hasSize(1_024);
            assertThat(new JsonObject(body).getString("event")).isEqualTo("RAMP");
            assertThat(parts(i)[0]).contains("Content-Length: 1024\r\n");
        }
    }

    @Test
    void noIdComesTwice() {
        var ids = new HashSet<UUID>();
        for (int i = 0; i < webhooks.count(); i++) {
            ids.add(UUID.fromString(new JsonObject(parts(i)[1]).getString("id")));
        }

        assertThat(ids).hasSize(50);
    }

    @Test
    void theSignatureIsTheHmacOfTheRawBody() {
        byte[] body = parts(7)[1].getBytes(StandardCharsets.US_ASCII);

        assertThat(parts(7)[0])
                .contains("x-signature-sha256: "
                        + HexFormat.of().formatHex(Signature.macWith(SECRET).doFinal(body)));
    }

    @Test
    void aBodySmallerThanItsFieldsIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> WebhookBody.ofSize(100, random));
    }

    /** Head and body. */
    private String[] parts(int index) {
        var buffer = ByteBuffer.allocate(webhooks.largest());
        webhooks.write(index, buffer);
        String request = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
        return request.split("\r\n\r\n", 2);
    }
}
