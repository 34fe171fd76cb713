package io.pasarela.sandbox.killb.customer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Map;

/** KillB's list filters are names of fields, of the resource or else of its data, and ask for equality. */
final class Filter {
    private Filter() {}

    static boolean matches(Map<String, String> queries, ObjectNode resource, ObjectNode data) {
        return queries.entrySet().stream()
                .filter(query -> !query.getValue().isBlank())
                .allMatch(query -> switch (query.getKey()) {
                    case "page", "limit" -> true;
                    case "ids" ->
                        Arrays.asList(query.getValue().split(",", -1))
                                .contains(resource.path("id").asText());
                    default -> query.getValue().equals(field(query.getKey(), resource, data));
                });
    }

    private static String field(String name, ObjectNode resource, ObjectNode data) {
        JsonNode value = resource.has(name) ? resource.path(name) : data.path(name);
        return value.asText();
    }
}
