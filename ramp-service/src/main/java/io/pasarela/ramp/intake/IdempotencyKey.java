package io.pasarela.ramp.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pasarela.contracts.problems.Fault;
import io.pasarela.contracts.problems.ProblemCode;
import io.pasarela.gateway.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Header {@code Idempotency-Key} (draft-ietf-httpapi-idempotency-key-header): another way to say {@code externalId}. The draft wants a string in
 * double quotes (RFC 9651, section 3.3.3); a bare value is taken as it is, because many clients send one.
 */
public final class IdempotencyKey {

    public static final String HEADER = "Idempotency-Key";

    /** A string of RFC 9651: visible ASCII and blanks, where a backslash stands before a quote or a backslash. */
    private static final Pattern QUOTED = Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*)\"");

    private IdempotencyKey() {}

    /**
     * The {@code externalId} that a request means.
     *
     * @param headers every {@value #HEADER} of the request
     * @param stated the one in its body, if any
     * @throws ProblemException 400 when the header cannot be read, is there twice, or says something else than the body
     */
    public static @Nullable String externalId(List<String> headers, @Nullable String stated) {
        Optional<String> key = read(headers);
        if (key.isPresent() && stated != null && !stated.equals(key.get())) {
            throw refused("DIFFERENT", HEADER + " and externalId are the same thing; they say different values.");
        }
        return stated == null ? key.orElse(null) : stated;
    }

    /** The same request, with the header's key as its {@code externalId} where it states none. */
    public static ObjectNode into(ObjectNode request, List<String> headers) {
        JsonNode stated = request.path("externalId");
        // What is no text is for the checks of the fields to complain about.
        if (!stated.isTextual() && !stated.isMissingNode() && !stated.isNull()) {
            return request;
        }
        String externalId = externalId(headers, stated.isTextual() ? stated.textValue() : null);
        return externalId == null ? request : request.deepCopy().put("externalId", externalId);
    }

    private static Optional<String> read(List<String> headers) {
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        if (headers.size() > 1) {
            throw refused("REPEATED", HEADER + " may be there once.");
        }
        String header = headers.getFirst().strip();
        if (!header.startsWith("\"")) {
            return Optional.of(header);
        }
        Matcher quoted = QUOTED.matcher(header);
        if (!quoted.matches()) {
            throw refused("UNREADABLE", HEADER + " is a string in double quotes, as in \"order-1001\".");
        }
        return Optional.of(quoted.group(1).replaceAll("\\\\(.)", "$1"));
    }

    private static ProblemException refused(String code, String message) {
        return ProblemException.of(ProblemCode.INVALID_REQUEST, new Fault(HEADER, code, message));
    }
}
