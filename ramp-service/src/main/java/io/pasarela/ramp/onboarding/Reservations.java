package io.pasarela.ramp.onboarding;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import io.pasarela.providers.ProviderFailure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules of creating something at the provider once: the row comes first and carries the key. Only the request that made the row may take
 * it back, and only when the provider certainly has nothing; for any other request, an earlier one may have got through.
 */
final class Reservations {

    /** What came of a request. @param repeated whether an earlier request had already made it */
    record Made<T>(T what, boolean repeated) {

        /** 201 the first time, 200 on a repeat, with the same body. @param location as a path: only the front door knows the rest of the address */
        Response answer(String location, Object view) {
            return Response.status(repeated ? 200 : 201)
                    .header(HttpHeaders.LOCATION, location)
                    .entity(view)
                    .build();
        }
    }

    /** How long a request can take at most, the provider's silence included. */
    private static final Duration IN_FLIGHT = Duration.ofSeconds(30);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private Reservations() {}

    static void refuseWhileInFlight(Instant reservedAt) {
        if (Instant.now().isBefore(reservedAt.plus(IN_FLIGHT))) {
            throw ProblemException.retry(
                    ProblemCode.REQUEST_IN_FLIGHT,
                    "The first request with this externalId is still being worked on.",
                    RETRY_AFTER);
        }
    }

    /** The provider certainly has nothing. */
    static boolean isCertain(Throwable failure) {
        return failure instanceof ProviderFailure.Refused || failure instanceof ProviderFailure.Unavailable;
    }

    static ProviderFailure inDoubt() {
        return new ProviderFailure.Uncertain("the provider knows our key and does not find it", null);
    }

    static ProblemException mismatch() {
        return ProblemException.of(
                ProblemCode.IDEMPOTENCY_MISMATCH,
                new Fault(
                        "externalId",
                        "USED",
                        "This externalId was used for a request with other fields; use a new one."));
    }

    static ObjectNode without(ObjectNode request, String... fields) {
        ObjectNode rest = request.deepCopy();
        for (String field : fields) {
            rest.remove(field);
        }
        return rest;
    }
}
