package io.pasarela.ramp.rules;

import static io.pasarela.ramp.rules.Requests.isStated;
import static io.pasarela.ramp.rules.Requests.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.gateway.Faults;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** The fields of one request, checked where they are stated. What is required and missing is told by those who require it. */
record Fields(Faults faults, ObjectNode request) {

    /** The field's text; empty when there is none. */
    String valueOf(String field) {
        String value = text(request, field);
        return value == null ? "" : value;
    }

    void required(String field) {
        if (!isStated(request, field)) {
            faults.add(field, "REQUIRED", field + " is required.");
        }
    }

    void check(String field, Predicate<String> holds, String code, String message) {
        if (isStated(request, field)) {
            faults.text(field, text(request, field))
                    .filter(holds.negate())
                    .ifPresent(_ -> faults.add(field, code, message));
        }
    }

    void oneOf(String field, Set<String> known) {
        check(field, known::contains, "UNKNOWN_VALUE", field + " is one of " + new TreeSet<>(known) + ".");
    }

    /** Refuses all fields but these. */
    void only(Collection<String> known) {
        faults.onlyKnown("", Requests.fields(request), known);
    }

    /** Text that a person may leave out. */
    void optional(String field) {
        if (isStated(request, field)) {
            faults.text(field, text(request, field));
        }
    }

    void address(String field) {
        UserRules.checkAddress(faults, field, request.path(field));
    }
}
