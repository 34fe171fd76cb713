package io.pasarela.sandbox.killb.wire;

/**
 * KillB's error codes (its error-handling page). The HTTP status is documented for {@code USER.0001} only; the rest, and the codes
 * under "not documented", are this simulator's choice.
 */
public enum ErrorCode {
    INVALID_INPUT(400, "INVALID.INPUT", "invalid input"),
    WRONG_CREDENTIALS(401, "AUTH.0001", "Invalid credentials"),
    TOKEN_EXPIRED(401, "AUTH.0002", "Token expired"),
    TOKEN_INVALID(401, "AUTH.0003", "Invalid token"),
    USER_NOT_FOUND(404, "USER.0001", "User not found"),
    EMAIL_EXISTS(409, "USER.0003", "Email already exists"),
    USER_UNDERAGE(400, "USER.0004", "User must be 18 or older"),
    ACCOUNT_NOT_FOUND(404, "ACCOUNT.0001", "Account not found"),
    BANK_CODE_INVALID(400, "ACCOUNT.0002", "Invalid bank code"),
    WALLET_ADDRESS_INVALID(400, "ACCOUNT.0003", "Invalid wallet address"),
    QUOTATION_EXPIRED(400, "RAMP.0001", "Quotation expired"),
    BALANCE_INSUFFICIENT(400, "RAMP.0002", "Insufficient balance"),
    LIMIT_EXCEEDED(400, "RAMP.0003", "User limit exceeded"),
    ACCOUNT_INVALID(400, "RAMP.0004", "Invalid account"),

    // Not documented.
    QUOTATION_USED(400, "RAMP.0001", "Quotation already used"),
    QUOTATION_NOT_FOUND(404, "QUOTATION.0001", "Quotation not found"),
    USER_NOT_ACTIVE(400, "USER.0005", "User is not active"),
    USER_EXISTS(409, "USER.0009", "A user with this externalId already exists"),
    ACCOUNT_EXISTS(409, "ACCOUNT.0009", "An account with this externalId already exists"),
    RAMP_EXISTS(409, "RAMP.0009", "A ramp with this externalId already exists"),
    RAMP_NOT_FOUND(404, "RAMP.0005", "Ramp not found"),
    RAMP_FINISHED(400, "RAMP.0006", "Ramp cannot change any more"),
    WEBHOOK_EXISTS(409, "WEBHOOK.0001", "Webhook already configured"),
    WEBHOOK_NOT_FOUND(404, "WEBHOOK.0002", "Webhook not configured"),
    TOO_MANY_REQUESTS(429, "RATE.0001", "Too many requests"),
    NO_SUCH_ROUTE(404, "NOT.FOUND", "Not found"),
    ON_REQUEST(0, "SIMULATED.0001", "This error was asked for");

    private final int status;
    private final String code;
    private final String text;

    ErrorCode(int status, String code, String text) {
        this.status = status;
        this.code = code;
        this.text = text;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String text() {
        return text;
    }

    public ApiError error() {
        return new ApiError(this);
    }

    /** The error with the argument that caused it. */
    public ApiError with(String key, String value) {
        return error().and(key, value);
    }
}
