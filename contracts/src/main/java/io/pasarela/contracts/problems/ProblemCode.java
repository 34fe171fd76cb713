package io.pasarela.contracts.problems;

import org.jspecify.annotations.Nullable;

/**
 * Every problem that the gateway endpoints answer with. The name is the stable {@code code} of the document; the HTTP status
 * follows RFC 9110. {@code retryable} says whether the very same request may succeed later.
 */
public enum ProblemCode {
    MALFORMED_JSON(400, "The body is not the JSON that is expected", false, NextAction.FIX_REQUEST),
    INVALID_REQUEST(400, "The request has bad fields", false, NextAction.FIX_REQUEST),
    UNAUTHENTICATED(401, "A valid bearer token is needed", false, NextAction.AUTHENTICATE),
    FORBIDDEN(403, "The token does not allow this", false, NextAction.AUTHENTICATE),
    NOT_FOUND(404, "There is no such thing", false, null),
    METHOD_NOT_ALLOWED(405, "This method is not supported here", false, NextAction.FIX_REQUEST),
    NOT_ACCEPTABLE(406, "None of the accepted media types is available", false, NextAction.FIX_REQUEST),
    REQUEST_IN_FLIGHT(409, "The same request is still being worked on", true, NextAction.RETRY_LATER),
    PAYLOAD_TOO_LARGE(413, "The body is too large", false, NextAction.FIX_REQUEST),
    UNSUPPORTED_MEDIA_TYPE(415, "The body must be application/json", false, NextAction.FIX_REQUEST),
    IDEMPOTENCY_MISMATCH(422, "The externalId was used for another request", false, NextAction.FIX_REQUEST),
    QUOTATION_EXPIRED(422, "The quotation has expired", false, NextAction.REQUOTE),
    VALIDITY_UNAVAILABLE(422, "A quotation cannot last that long", false, NextAction.FIX_REQUEST),
    QUOTATION_USED(422, "The quotation has been used", false, NextAction.REQUOTE),
    USER_NOT_ACTIVE(422, "The user may not ramp yet", false, NextAction.UPGRADE_KYC),
    LIMIT_EXCEEDED(422, "The user's limit would be exceeded", false, NextAction.UPGRADE_KYC),
    PROVIDER_REFUSED(422, "The provider refused the request", false, NextAction.CONTACT_SUPPORT),
    RATE_LIMITED(429, "Too many requests", true, NextAction.RETRY_LATER),
    INTERNAL_ERROR(500, "Something went wrong on our side", true, NextAction.RETRY_LATER),
    PROVIDER_UNAVAILABLE(503, "The provider cannot be reached", true, NextAction.RETRY_LATER),
    SERVICE_UNAVAILABLE(503, "A part of the gateway cannot be reached", true, NextAction.RETRY_LATER);

    /** What the caller should do next. */
    public enum NextAction {
        FIX_REQUEST,
        AUTHENTICATE,
        REQUOTE,
        UPGRADE_KYC,
        RETRY_LATER,
        CONTACT_SUPPORT
    }

    private final int status;
    private final String title;
    private final boolean retryable;
    private final @Nullable NextAction nextAction;

    ProblemCode(int status, String title, boolean retryable, @Nullable NextAction nextAction) {
        this.status = status;
        this.title = title;
        this.retryable = retryable;
        this.nextAction = nextAction;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    public boolean isRetryable() {
        return retryable;
    }

    public @Nullable NextAction nextAction() {
        return nextAction;
    }
}
