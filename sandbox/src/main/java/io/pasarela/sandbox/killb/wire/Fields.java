package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request body and collects everything that is wrong with it, so that one INVALID.INPUT lists every bad field. A reader
 * method returns a harmless value after a problem; {@link #check} comes before the value is used.
 */
public final class Fields {
    private final ObjectNode node;
    private final String prefix;
    private final List<Problem> problems;

    private record Problem(String field, String rule, String value) {}

    private Fields(ObjectNode node, String prefix, List<Problem> problems) {
        this.node = node;
        this.prefix = prefix;
        this.problems = problems;
    }

    public static Fields of(ObjectNode body) {
        return new Fields(body, "", new ArrayList<>());
    }

    /** The fields of a required nested object, reported with dotted names. */
    public Fields in(String name) {
        if (node.get(name) instanceof ObjectNode child) {
            return new Fields(child, prefix + name + ".", problems);
        }
        problem(name, "must be an object");
        return new Fields(Json.object(), prefix + name + ".", new ArrayList<>());
    }

    /** The fields of this object under a name that the caller sent it without. */
    public Fields as(String name) {
        return new Fields(node, name + ".", problems);
    }

    public boolean has(String name) {
        return node.hasNonNull(name);
    }

    public String text(String name) {
        String value = optionalText(name);
        if (value == null || value.isBlank()) {
            if (!has(name) || value != null) {
                problem(name, "should not be empty");
            }
            return "";
        }
        return value;
    }

    public @Nullable String optionalText(String name) {
        JsonNode value = node.get(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            problem(name, "must be a string");
            return null;
        }
        return value.textValue();
    }

    public String matching(String name, Pattern pattern, String rule) {
        String value = text(name);
        if (!value.isEmpty() && !pattern.matcher(value).matches()) {
            problem(name, rule);
        }
        return value;
    }

    public String oneOf(String name, Collection<String> allowed) {
        String value = text(name);
        if (!value.isEmpty() && !allowed.contains(value)) {
            problem(name, "must be one of the following values: " + String.join(", ", allowed));
        }
        return value;
    }

    public BigDecimal positive(String name) {
        JsonNode value = node.path(name);
        if (!value.isNumber() || value.decimalValue().signum() <= 0) {
            problem(name, "must be a positive number");
            return BigDecimal.ONE;
        }
        return value.decimalValue();
    }

    public boolean flag(String name) {
        JsonNode value = node.path(name);
        if (!value.isBoolean()) {
            problem(name, "must be a boolean value");
        }
        return value.booleanValue();
    }

    public List<JsonNode> list(String name) {
        JsonNode value = node.path(name);
        if (!value.isArray() || value.isEmpty()) {
            problem(name, "must be a non-empty array");
            return List.of();
        }
        List<JsonNode> items = new ArrayList<>();
        value.forEach(items::add);
        return items;
    }

    public void problem(String name, String rule) {
        JsonNode value = node.path(name);
        problems.add(new Problem(prefix + name, rule, value.isValueNode() ? value.asText() : ""));
    }

    /**
     * Ends the checks.
     *
     * @throws ApiError INVALID.INPUT when anything was wrong
     */
    public void check() {
        if (problems.isEmpty()) {
            return;
        }
        ApiError error = ErrorCode.INVALID_INPUT.error();
        problems.forEach(it -> error.saying(it.field() + " " + it.rule()).and(it.field(), it.value()));
        throw error;
    }
}
