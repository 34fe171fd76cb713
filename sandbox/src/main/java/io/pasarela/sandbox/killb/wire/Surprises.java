package io.pasarela.sandbox.killb.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.sandbox.killb.run.Fault;

/** What a provider adds one day without telling anybody: a new status, a new field. */
public final class Surprises {
    /** A status that no document names. */
    public static final String UNKNOWN_STATUS = "TELEPORTING";

    private Surprises() {}

    /** The resource changed in place, also when it is the list of a page. */
    public static JsonNode spring(JsonNode resource, Fault.Kind kind) {
        if (resource instanceof ObjectNode object) {
            if (kind == Fault.Kind.UNKNOWN_STATUS && object.has("status")) {
                object.put("status", UNKNOWN_STATUS);
            }
            if (kind == Fault.Kind.EXTRA_FIELDS) {
                object.putObject("somethingNew").put("since", "today").putNull("until");
            }
        }
        resource.forEach(child -> {
            if (child.isArray()) {
                child.forEach(item -> spring(item, kind));
            }
        });
        return resource;
    }
}
