package io.pasarela.providers.webhook.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * A few scalars of a JSON text, read in one pass without building the rest. Tolerant: what is not there, or not readable, is absent.
 */
public final class JsonFields {

    /** No provider nests deeper than about ten; a hostile body must not cost more than its length. */
    private static final int DEPTH_MAX = 100;

    /** Sorting costs a microsecond a byte and comes before the signature is known to be right; a real webhook has a few thousand bytes. */
    private static final int SORTED_LENGTH_MAX = 65_536;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
            .build();

    private static final ObjectMapper TREES = new ObjectMapper(FACTORY);

    /** The pointers as a tree; a leaf knows its whole pointer. */
    private static final class Step {
        private final Map<String, Step> next = new HashMap<>();
        private @Nullable String pointer;
    }

    private final Step root = new Step();
    private final int count;

    public JsonFields(Collection<String> pointers) {
        this.count = (int) pointers.stream().distinct().count();
        for (String pointer : pointers) {
            Step step = root;
            for (String name : pointer.substring(1).split("/", -1)) {
                step = step.next.computeIfAbsent(name.replace("~1", "/").replace("~0", "~"), _ -> new Step());
            }
            step.pointer = pointer;
        }
    }

    /** @throws IllegalArgumentException when the text is no JSON pointer to something inside the document (RFC 6901) */
    public static String pointer(String text) {
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException("has a JSON pointer that does not begin with '/': " + text);
        }
        return text;
    }

    /** Value by pointer. The first of two members with one name counts. */
    public Map<String, String> read(byte[] json) {
        if (count == 0) {
            return Map.of();
        }
        Map<String, String> found = HashMap.newHashMap(count);
        try (JsonParser parser = FACTORY.createParser(json)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                object(parser, root, found);
            }
        } catch (IOException _) {
            // What stood before the fault is as good as ever; the webhook itself is kept whatever it holds.
        }
        return found;
    }

    private void object(JsonParser parser, Step step, Map<String, String> found) throws IOException {
        while (found.size() < count && parser.nextToken() == JsonToken.FIELD_NAME) {
            Step next = step.next.get(parser.currentName());
            JsonToken value = parser.nextToken();
            if (next == null || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (value == JsonToken.START_OBJECT) {
                object(parser, next, found);
            } else if (next.pointer != null && value != JsonToken.VALUE_NULL) {
                found.putIfAbsent(next.pointer, parser.getText());
            }
        }
    }

    /** The whole text as a tree; null when it is not JSON, or nests too deeply. */
    public static @Nullable JsonNode tree(byte[] json) {
        try {
            JsonNode tree = TREES.readTree(json);
            return tree == null || tree.isMissingNode() ? null : tree;
        } catch (IOException _) {
            return null;
        }
    }

    /** The scalar at the pointer, as text; null when there is none. */
    public static @Nullable String scalar(JsonNode tree, String pointer) {
        JsonNode node = tree.at(pointer);
        return node.isValueNode() && !node.isNull() ? node.asText() : null;
    }

    /**
     * The text with its keys sorted (RFC 8785), which is what JavaScript's stable stringifiers write; null when it is not JSON, nests too
     * deeply, or is longer than 64 KiB.
     */
    public static byte @Nullable [] sorted(byte[] json) {
        // The canonicalizer descends by recursion, so the depth is looked at first.
        if (json.length > SORTED_LENGTH_MAX || tree(json) == null) {
            return null;
        }
        try {
            return new JsonCanonicalizer(json).getEncodedUTF8();
        } catch (IOException _) {
            return null;
        }
    }
}
