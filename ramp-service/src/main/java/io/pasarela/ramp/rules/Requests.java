package io.pasarela.ramp.rules;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads fields of a request that may be missing or of the wrong kind. */
public final class Requests {

    private Requests() {}

    /** The field's text, or a number as it was written; absent when there is neither. */
    public static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    /** The names of an object's fields; none of anything else. */
    static List<String> fields(JsonNode json) {
        List<String> fields = new ArrayList<>();
        json.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    static boolean isStated(JsonNode json, String field) {
        return json.hasNonNull(field);
    }
}
