package io.pasarela.ramp.rules;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Reads fields of a request that may be missing or of the wrong kind. */
public final class Requests {

    private Requests() {}

    /** The field's text, or a number as it was written; absent when there is neither. */
    public static @Nullable String text(JsonNode json, String field) {
        JsonNode value = json.path(field);
        return value.isTextual() || value.isNumber() ? value.asText() : null;
    }

    static boolean isStated(JsonNode json, String field) {
        return json.hasNonNull(field);
    }
}
