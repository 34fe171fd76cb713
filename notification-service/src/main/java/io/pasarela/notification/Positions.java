package io.pasarela.notification;

import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a position, which is the {@code id} of an event. */
public final class Positions {

    private Positions() {}

    /** Empty when none is stated; ends the request when what is stated is none. */
    public static Optional<Long> of(String field, @Nullable String stated) {
        if (stated == null || stated.isEmpty()) {
            return Optional.empty();
        }
        if (!stated.matches("[0-9]{1,18}")) {
            throw ProblemException.of(
                    ProblemCode.INVALID_REQUEST,
                    new Fault(
                            field,
                            "NOT_AN_EVENT_ID",
                            field + " is the id of an event, as a stream or the inbox told it."));
        }
        return Optional.of(Long.parseLong(stated));
    }
}
