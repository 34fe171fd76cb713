package io.pasarela.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;
import org.openapitools.openapidiff.core.model.Endpoint;
import org.openapitools.openapidiff.core.output.MarkdownRender;

/** What a released OpenAPI document promises to callers, and where a newer one breaks it. */
final class OpenApiPromise {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An answer may name a value that is new: callers are told so, as readers of the events are. */
    private static final OpenApiDiffOptions OPEN_LISTS = OpenApiDiffOptions.builder()
            .configProperty("incompatible.response.enum.increased", "false")
            .build();

    // Between these the library's report says what changed.
    private static final String HEADING = "What's Changed";
    private static final String RESULT = "Result";

    private OpenApiPromise() {}

    /** A line for each operation that callers of the released document can no longer rely on, with what changed. */
    static List<String> broken(String released, String current) throws IOException {
        ChangedOpenApi changes = OpenApiCompare.fromContents(older(released), older(current), null, OPEN_LISTS);
        List<String> broken = new ArrayList<>();
        for (Endpoint gone : changes.getMissingEndpoints()) {
            broken.add("%s %s was removed".formatted(gone.getMethod(), gone.getPathUrl()));
        }
        for (ChangedOperation operation : changes.getChangedOperations()) {
            if (operation.isIncompatible()) {
                broken.add("%s %s changed: %s"
                        .formatted(operation.getHttpMethod(), operation.getPathUrl(), told(changes, operation)));
            }
        }
        return broken;
    }

    private static String told(ChangedOpenApi changes, ChangedOperation operation) throws IOException {
        var text = new ByteArrayOutputStream();
        ChangedOpenApi only = new ChangedOpenApi(OPEN_LISTS)
                .setOldSpecOpenApi(changes.getOldSpecOpenApi())
                .setNewSpecOpenApi(changes.getNewSpecOpenApi())
                .setMissingEndpoints(List.of())
                .setNewEndpoints(List.of())
                .setChangedSchemas(List.of())
                .setChangedOperations(List.of(operation));
        try (var writer = new OutputStreamWriter(text, StandardCharsets.UTF_8)) {
            new MarkdownRender().render(only, writer);
        }
        String all = text.toString(StandardCharsets.UTF_8);
        return all.substring(all.indexOf(HEADING) + HEADING.length(), Math.max(all.lastIndexOf(RESULT), 0))
                .replaceAll("[#*`>]|---", "")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** The same in OpenAPI 3.0, because of 3.1 the library does not see yet when a type changes. */
    private static String older(String document) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(document);
        root.put("openapi", "3.0.3");
        rewrite(root);
        return JSON.writeValueAsString(root);
    }

    private static void rewrite(JsonNode node) {
        if (node instanceof ObjectNode object && object.path("type") instanceof ArrayNode types) {
            for (JsonNode type : types) {
                if (type.asText().equals("null")) {
                    object.put("nullable", true);
                } else {
                    object.put("type", type.asText());
                }
            }
        }
        node.forEach(OpenApiPromise::rewrite);
    }
}
