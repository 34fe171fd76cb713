package io.pasarela.providers.webhook;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.pasarela.providers.webhook.json.JsonFields;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** An envelope is read from any body whatever, and two ways of reading JSON agree on it. */
class EnvelopeFuzzTest {

    private static final ObjectMapper STRICT = new ObjectMapper().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private static final List<String> POINTERS = List.of("/id", "/event", "/data/id", "/data/object/id", "/a~1b");

    private static final List<WebhookScheme> SCHEMES = Stream.concat(
                    Senders.WITH_A_SHARED_SECRET.stream(), Senders.WITH_A_KEY_PAIR.stream())
            .map(Senders::scheme)
            .toList();

    @FuzzTest
    void anEnvelopeIsReadFromAnyBody(FuzzedDataProvider data) {
        WebhookScheme scheme = data.pickValue(SCHEMES);
        byte[] body = data.consumeRemainingAsBytes();
        String header = new String(body, 0, Math.min(30, body.length), StandardCharsets.ISO_8859_1);
        Envelope envelope = scheme.envelope(new Webhook(_ -> List.of(header), body));
        Stream.of(envelope.type(), envelope.resourceId())
                .filter(text -> text != null && (text.isEmpty() || text.length() > 256))
                .forEach(text -> {
                    throw new AssertionError("of no use as a key: " + text);
                });
        fieldsAreThoseOfTheTree(body);
        sortingTwiceIsSortingOnce(body);
    }

    private static void fieldsAreThoseOfTheTree(byte[] body) {
        Map<String, String> fields = new JsonFields(POINTERS).read(body);
        JsonNode tree = JsonFields.tree(body);
        if (tree == null || !readable(body)) {
            return;
        }
        for (String pointer : POINTERS) {
            String scalar = JsonFields.scalar(tree, pointer);
            String field = fields.get(pointer);
            boolean number = tree.at(pointer).isNumber();
            if ((scalar == null) != (field == null) || (scalar != null && !number && !scalar.equals(field))) {
                throw new AssertionError("%s: %s, and %s".formatted(pointer, scalar, field));
            }
        }
    }

    private static void sortingTwiceIsSortingOnce(byte[] body) {
        byte[] sorted = JsonFields.sorted(body);
        if (sorted != null && !Arrays.equals(sorted, JsonFields.sorted(sorted))) {
            throw new AssertionError("sorted differently");
        }
    }

    private static boolean readable(byte[] body) {
        try {
            STRICT.readTree(body);
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
