package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import io.pasarela.providers.webhook.Senders.Sent;
import io.pasarela.providers.webhook.Verdict.Genuine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/**
 * One round of "a provider signs, a stranger changes, we judge". What was left as it was is believed; what is believed was signed, with
 * that body and by that signature.
 */
final class VerificationFuzz {

    private final String name;
    private final WebhookScheme scheme;
    private final List<WebhookKey> keys;
    private final BiPredicate<byte[], byte[]> sameBody;

    /** @param sameBody whether two bodies are one to this scheme */
    VerificationFuzz(String name, BiPredicate<byte[], byte[]> sameBody) {
        this.name = name;
        this.scheme = Senders.scheme(name);
        this.keys = List.of(Senders.key(name, scheme));
        this.sameBody = sameBody;
    }

    void round(FuzzedDataProvider data) {
        String id = "msg" + data.consumeInt(0, 9999);
        int skew = data.consumeInt(-700, 700);
        int changes = data.consumeInt(0, 3);
        byte[] body = body(data);
        Sent sent = Senders.send(name, id, Senders.NOW + skew, body);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.headers().forEach((header, value) -> headers.put(header, List.of(value)));
        byte[] received = sent.body();
        for (int i = 0; i < changes; i++) {
            received = changed(data, headers, received);
        }
        judge(sent, headers, received, changes == 0 && Math.abs(skew) <= 300);
    }

    private void judge(Sent sent, Map<String, List<String>> headers, byte[] received, boolean untouched) {
        Webhook webhook = new Webhook(header -> headers.getOrDefault(header, List.of()), received);
        Verdict verdict = scheme.verify(webhook, keys, Instant.ofEpochSecond(Senders.NOW));
        if (verdict instanceof Genuine(String signature, String keyId)) {
            boolean signed = name.equals("adyen") || stated(sent, signature);
            if (!signed || !sameBody.test(sent.body(), received) || !keyId.equals("key-1")) {
                throw new AssertionError("%s believed what nobody signed".formatted(name));
            }
        } else if (untouched) {
            throw new AssertionError("%s did not believe what was signed: %s".formatted(name, verdict));
        }
        scheme.envelope(webhook);
    }

    private static boolean stated(Sent sent, String signature) {
        // Hexadecimal digits of either case, and a last Base64 digit with bits that count for nothing, are the same
        // signature.
        boolean hex = signature.length() == 64;
        String compared = hex ? signature.toLowerCase(Locale.ROOT) : signature.replaceAll(".=+$", "");
        return sent.headers().values().stream().anyMatch(value -> value.contains(compared));
    }

    private byte[] changed(FuzzedDataProvider data, Map<String, List<String>> headers, byte[] body) {
        List<String> names = new ArrayList<>(headers.keySet());
        String header = names.isEmpty() ? "x" : data.pickValue(names);
        List<String> values = headers.getOrDefault(header, List.of());
        String value = values.isEmpty() ? "" : values.getFirst();
        String text = data.consumeString(40);
        int at = data.consumeInt(0, value.length());
        int cut = data.consumeInt(0, body.length);
        switch (data.consumeInt(0, 9)) {
            case 0 -> headers.put(header, List.of(text));
            case 1 -> headers.remove(header);
            case 2 -> headers.put(header, List.of(value, text));
            case 3 -> headers.put(header, List.of(value.substring(0, at) + text + value.substring(at)));
            case 4 -> headers.put(header, List.of(value.substring(at)));
            case 5 -> headers.put(data.consumeString(12), List.of(text));
            case 6 -> {
                return data.consumeBytes(data.consumeInt(0, 200));
            }
            case 7 -> {
                return joined(
                        Arrays.copyOf(body, cut), Senders.bytes(text), Arrays.copyOfRange(body, cut, body.length));
            }
            case 8 -> {
                return Arrays.copyOfRange(body, cut, body.length);
            }
            default -> {
                return shifted(header, value, headers, body);
            }
        }
        return body;
    }

    /** Moves the body's beginning, up to its first dot, behind the header: together they are the same bytes as before. */
    private static byte[] shifted(String header, String value, Map<String, List<String>> headers, byte[] body) {
        String text = new String(body, StandardCharsets.ISO_8859_1);
        int dot = text.indexOf('.');
        if (dot < 0) {
            return body;
        }
        headers.put(header, List.of(value + "." + text.substring(0, dot)));
        return Arrays.copyOfRange(body, dot + 1, body.length);
    }

    private byte[] body(FuzzedDataProvider data) {
        byte[] bytes = data.consumeBytes(data.consumeInt(0, 200));
        return switch (name) {
            // As a sorting stringifier would write it.
            case "ramp-network" ->
                Senders.bytes("{\"id\":\"%s\"}".formatted(HexFormat.of().formatHex(bytes)));
            case "coinbase" -> joined(Senders.bytes("{\"amount\":1.5,"), bytes, Senders.bytes("}"));
            default -> bytes;
        };
    }

    private static byte[] joined(byte[] first, byte[] second, byte[] third) {
        byte[] all = Arrays.copyOf(first, first.length + second.length + third.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        System.arraycopy(third, 0, all, first.length + second.length, third.length);
        return all;
    }
}
