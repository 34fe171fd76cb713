package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Signatures and keys as text: read exactly, or refused. */
class DecodingFuzzTest {

    @FuzzTest
    void whatIsDecodedIsWhatWasEncoded(FuzzedDataProvider data) {
        Encoding encoding = data.pickValue(Encoding.values());
        KeyFormat format = data.pickValue(KeyFormat.values());
        Algorithm algorithm = data.pickValue(Algorithm.values());
        byte[] bytes = data.consumeRemainingAsBytes();
        if (!Arrays.equals(encoding.decode(encoded(encoding, bytes)), bytes.length == 0 ? null : bytes)) {
            throw new AssertionError("decoded differently: " + encoding);
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        byte[] decoded = encoding.decode(text);
        if (decoded != null && !Arrays.equals(encoding.decode(encoded(encoding, decoded)), decoded)) {
            throw new AssertionError("another text for the same bytes is read differently: " + encoding);
        }
        readKey(text, algorithm, format);
        readKey(Base64.getEncoder().encodeToString(bytes), algorithm, format);
    }

    private static String encoded(Encoding encoding, byte[] bytes) {
        return switch (encoding) {
            case HEX -> HexFormat.of().formatHex(bytes);
            case BASE64 -> Base64.getEncoder().encodeToString(bytes);
            case BASE64URL -> Base64.getUrlEncoder().encodeToString(bytes);
        };
    }

    private static void readKey(String text, Algorithm algorithm, KeyFormat format) {
        WebhookKey key;
        try {
            key = WebhookKey.of("k", text, null, null, algorithm, format);
        } catch (IllegalArgumentException _) {
            return;
        }
        if (algorithm.isShared() && key.secret().length == 0) {
            throw new AssertionError("an empty key: whoever knows nothing can sign");
        }
    }
}
