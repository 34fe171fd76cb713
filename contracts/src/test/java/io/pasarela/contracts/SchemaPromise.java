package io.pasarela.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a released JSON Schema of an event promises to those who read the events, and where a newer one breaks it. A reader counts on each
 * field's place and type, on required fields being there, on values being in a closed list, and on known values keeping their meaning; it
 * tolerates further fields and further values of open lists. Events of the past are still in the topic, so what they lack cannot become required.
 */
final class SchemaPromise {

    private static final List<String> SAME = List.of("type", "format", "pattern", "const");

    private final JsonNode releasedRoot;
    private final JsonNode currentRoot;
    private final List<String> broken = new ArrayList<>();

    private SchemaPromise(JsonNode released, JsonNode current) {
        this.releasedRoot = released;
        this.currentRoot = current;
    }

    /** A sentence for each thing that readers of the released schema may count on and the current one no longer says. */
    static List<String> broken(JsonNode released, JsonNode current) {
        SchemaPromise promise = new SchemaPromise(released, current);
        promise.compare("", released, current);
        return List.copyOf(promise.broken);
    }

    private void compare(String at, JsonNode releasedNode, JsonNode currentNode) {
        JsonNode released = resolved(releasedRoot, releasedNode);
        JsonNode current = resolved(currentRoot, currentNode);
        for (String keyword : SAME) {
            same(at, keyword, released.path(keyword), current.path(keyword));
        }
        closedList(at, released, current);
        openList(at, released, current);
        required(at, released, current);
        for (var field : released.path("properties").properties()) {
            String name = at.isEmpty() ? field.getKey() : at + "." + field.getKey();
            JsonNode now = current.path("properties").path(field.getKey());
            if (now.isMissingNode()) {
                broken.add("field %s was removed".formatted(name));
            } else {
                compare(name, field.getValue(), now);
            }
        }
        if (released.has("items")) {
            compare(at + "[]", released.path("items"), current.path("items"));
        }
    }

    // A keyword that is new where there was none narrows what may come, and a reader is none the worse for it.
    private void same(String at, String keyword, JsonNode released, JsonNode current) {
        if (!released.isMissingNode() && !released.equals(current)) {
            broken.add("%s of %s was %s and is %s"
                    .formatted(keyword, place(at), released, current.isMissingNode() ? "gone" : current));
        } else if (keyword.equals("type") && released.isMissingNode() && !current.isMissingNode()) {
            broken.add("%s had no type and has %s".formatted(place(at), current));
        }
    }

    private void closedList(String at, JsonNode released, JsonNode current) {
        if (released.has("enum") && !values(released.path("enum")).equals(values(current.path("enum")))) {
            broken.add("the closed list of %s was %s and is %s"
                    .formatted(place(at), released.path("enum"), current.has("enum") ? current.path("enum") : "gone"));
        }
        if (!released.has("enum") && current.has("enum")) {
            broken.add("the values of %s became a closed list: %s".formatted(place(at), current.path("enum")));
        }
    }

    private void openList(String at, JsonNode released, JsonNode current) {
        Set<JsonNode> gone = values(released.path("x-extensible-enum"));
        gone.removeAll(values(current.path("x-extensible-enum")));
        gone.forEach(value -> broken.add("value %s of %s was removed".formatted(value, place(at))));
    }

    private void required(String at, JsonNode released, JsonNode current) {
        Set<JsonNode> before = values(released.path("required"));
        Set<JsonNode> now = values(current.path("required"));
        for (JsonNode field : before) {
            if (!now.contains(field)) {
                broken.add("field %s of %s was always there and became optional".formatted(field, place(at)));
            }
        }
        for (JsonNode field : now) {
            if (!before.contains(field)) {
                broken.add("field %s of %s became required, but events that are already in the topic can lack it"
                        .formatted(field, place(at)));
            }
        }
    }

    private static JsonNode resolved(JsonNode root, JsonNode node) {
        String target = node.path("$ref").asText();
        return target.isEmpty() ? node : root.at(target.substring(1));
    }

    private static Set<JsonNode> values(JsonNode list) {
        Set<JsonNode> values = new LinkedHashSet<>();
        list.forEach(values::add);
        return values;
    }

    private static String place(String at) {
        return at.isEmpty() ? "the event" : at;
    }
}
